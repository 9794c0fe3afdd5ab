import { errorTypeOf, providerOf } from './callback-arguments.js';
import type { ErrorCode } from './errors.js';
import { readAppended } from './return/return-query.js';

/**
 * What a launcher reports about Link. `page-restored`: the person came back by the browser's Back button to the page that
 * had left for Link. This page does not know whether Link had an outcome.
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
 * Returns the report in the parameters that hosted Link appended to the return address. Without `state` and `error_type`
 * it is an exit. Hosted Link passes no metadata.
 */
export function reportOfReturn(appended: string): LinkReport {
  const fields = readAppended(appended);
  if (fields.state === 'success') return { type: 'success', provider: providerOf(fields), metadata: null };
  if (fields.state || fields.error_type) return reportOfError(fields);
  return { type: 'exit', reason: 'user' };
}
