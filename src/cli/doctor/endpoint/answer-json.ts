import { apiKeysIn } from '../api-keys.js';
import { attempt } from '../../../link/attempt.js';

/** Returns the JSON value of a body, or undefined. As the element does, it does not ask for a `Content-Type`. */
export const jsonIn = (text: string): unknown => attempt(() => JSON.parse(text) as unknown);

/** Returns true for a body that has a Link Token as JSON, although something is printed before or after it. */
export const hasJsonInside = (text: string): boolean =>
  jsonIn(text) === undefined && !/<(!doctype|html)\b/i.test(text) && /\{\s*"link_?token"\s*:/i.test(text);

/** Returns the texts of an answer that no line may quote: tokens, keys, ids of users, and the token in `link_web_url`. */
export function secretsIn(text: string): string[] {
  const secrets: string[] = [];
  attempt((): unknown =>
    JSON.parse(text, (name: string, value: unknown): unknown => {
      if (typeof value !== 'string') return value;
      if (name === '' || isSecretName(name)) secrets.push(value);
      const url = attempt(() => new URL(value));
      for (const [parameter, text] of url?.searchParams ?? []) if (isSecretName(parameter)) secrets.push(text);
      return value;
    }),
  );
  secrets.push(...apiKeysIn(text));
  // The body may have more than JSON.
  for (const [, token] of text.matchAll(/"link_?token"\s*:\s*"([^"]+)"/gi)) secrets.push(token!);
  return secrets;
}

const isSecretName = (name: string): boolean => /token|key|user|id$/i.test(name);
