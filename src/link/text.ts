/** Text as attributes give it; frameworks put null, undefined or numbers into properties. */
export const textOf = (value: unknown): string => String(value ?? '').trim();
