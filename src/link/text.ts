import { attempt } from './attempt.js';

/** Text as attributes give it; frameworks put null, undefined or numbers into properties, and strangers anything. */
export const textOf = (value: unknown): string => attempt(() => String(value ?? '').trim()) ?? '';
