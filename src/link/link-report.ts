import { errorTypeOf, providerOf } from './callback-arguments.js';
import type { ErrorCode } from './errors.js';
import { readAppendedParameters } from './return/return-query.js';

/**
 * A report of a launcher about Link. `page-restored`: the page went to Link, and the person came back to it by the browser's
 * Back button. This page does not know whether Link had an outcome.
 */
export type LinkReport =
  | { readonly type: 'success'; readonly provider: string | undefined; readonly metadata: unknown }
  | { readonly type: 'error'; readonly code: ErrorCode; readonly provider: string | undefined }
  | { readonly type: 'exit'; readonly reason: 'user' }
  | { readonly type: 'page-restored' };

/** Returns the report of an embedded Link's success. */
export const reportOfSuccess = (metadata: unknown): LinkReport => ({
  type: 'success',
  provider: providerOf(metadata),
  metadata,
});

/** Returns the report of an error. Junction's `user_cancelled` means that the person left Link, so it is an exit. */
export function reportOfError(metadata: unknown): LinkReport {
  const code = errorTypeOf(metadata);
  return code === 'user_cancelled'
    ? { type: 'exit', reason: 'user' }
    : { type: 'error', code, provider: providerOf(metadata) };
}

/**
 * Returns the report of hosted Link, from the parameters that it appended to the return address. Without `state` and
 * `error_type` the report is an exit. Hosted Link passes no metadata.
 */
export function reportOfReturn(appended: string): LinkReport {
  const parameters = readAppendedParameters(appended);
  if (parameters.state === 'success') return { type: 'success', provider: providerOf(parameters), metadata: null };
  if (parameters.state || parameters.error_type) return reportOfError(parameters);
  return { type: 'exit', reason: 'user' };
}
