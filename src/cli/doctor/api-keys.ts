/** Matches API keys of Junction, such as `sk_us_…`. */
const apiKey = /\bsk_(?:us|eu)_[\w-]{8,}/g;

/** Returns the API keys of Junction in a text. No line may quote them. */
export const apiKeysIn = (text: string): string[] => [...new Set(text.match(apiKey) ?? [])];

/** What to do with an API key that others can read. */
export const revokeAdvice =
  "Everybody who can read it can read the health data of your users. Remove it, revoke it in Junction's dashboard, and use a new one on your server only";
