import type { LinkMetadata } from '../junction/link-metadata.js';
import { attempt } from './attempt.js';
import type { ErrorCode } from './errors.js';

/**
 * These functions read the arguments of Link's callbacks. Junction documents neither their number nor their shape, so the
 * functions accept any value.
 */

/** Returns the first object among the arguments, else the first argument, else null. */
export const metadataOf = (args: readonly unknown[]): unknown =>
  args.find((arg) => Object(arg) === arg) ?? args[0] ?? null;

/** Returns true for an identifier, such as a slug or an error type: 1 to 64 letters, digits, `_` or `-`. */
export const isIdentifier = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]{1,64}$/.test(value);

/**
 * Returns the provider's slug: the first of `provider_slug`, `provider` and `source.slug` that is a text, else that of the
 * first item of `connected` that has one, or undefined.
 */
export function providerOf(metadata: unknown): string | undefined {
  const { connected } = Object(metadata) as LinkMetadata;
  const items: unknown[] = Array.isArray(connected) ? connected : [];
  return [metadata, ...items].map(slugOf).find((slug) => slug !== undefined);
}

function slugOf(metadata: unknown): string | undefined {
  const { provider_slug, provider, source } = Object(metadata) as LinkMetadata;
  return [provider_slug, provider, (Object(source) as { slug?: unknown }).slug].find(
    (slug): slug is string => typeof slug === 'string' && slug !== '',
  );
}

/**
 * Returns Junction's `error_type`: a field of the metadata, or the metadata itself. Returns `unknown_error` if there is
 * none.
 */
export function errorTypeOf(metadata: unknown): ErrorCode {
  const type = (Object(metadata) as LinkMetadata).error_type ?? metadata;
  return isIdentifier(type) ? type : 'unknown_error';
}

/**
 * Returns a plain copy of the metadata without the Link Token. The copy goes into an event, and code that reads events
 * (analytics, logs) must not see the token. The copy has no value that JSON cannot express. Returns null when nothing can be
 * copied.
 */
export function withoutToken(metadata: unknown, token: string): unknown {
  const copy = attempt(() => {
    const text = JSON.stringify(metadata).replaceAll(JSON.stringify(token).slice(1, -1), '');
    return JSON.parse(text.replaceAll(encodeURIComponent(token), '')) as unknown;
  });
  return copy ?? null;
}
