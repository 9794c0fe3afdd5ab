import { attempt } from './attempt.js';
import type { ErrorCode } from './errors.js';

/**
 * What can be read from the arguments of Link's callbacks. Junction documents neither their number nor their shape, so
 * everything here accepts anything.
 */

type Fields = Record<string, unknown>;

/** The first object among the arguments; else the first argument; else null. */
export const metadataOf = (args: readonly unknown[]): unknown =>
  args.find((arg) => Object(arg) === arg) ?? args[0] ?? null;

/** Words of Junction's, such as slugs and error types: no text for people, no markup. */
export const isWord = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);

/** The provider's slug: `provider_slug`, `provider` or `source.slug` of the metadata, whichever is a string. */
export function providerOf(metadata: unknown): string | undefined {
  const { provider_slug, provider, source } = Object(metadata) as Fields;
  return [provider_slug, provider, (Object(source) as Fields).slug].find(
    (slug) => slug && typeof slug === 'string',
  ) as string;
}

/** What is wrong with a token that a fresh one may mend. */
export const isTokenProblem = (type: ErrorCode): boolean => /^(token_expired|token_consumed|invalid_token)$/.test(type);

/** Junction's `error_type`, a field of the metadata or the metadata itself; `unknown_error` when there is none. */
export function errorTypeOf(metadata: unknown): ErrorCode {
  const type = (Object(metadata) as Fields).error_type ?? metadata;
  return isWord(type) ? type : 'unknown_error';
}

/**
 * A plain copy of the metadata, without the Link Token, should Link hand it back: it goes into an event, and whatever
 * reads events (analytics, logs) must not see it. What JSON cannot hold is left out; null is what is left of nothing.
 */
export function withoutToken(metadata: unknown, token: string): unknown {
  const copy = attempt(() => {
    const text = JSON.stringify(metadata).replaceAll(JSON.stringify(token).slice(1, -1), '');
    return JSON.parse(text.replaceAll(encodeURIComponent(token), '')) as unknown;
  });
  return copy ?? null;
}
