import { errorTypeOf, providerOf } from './callback-arguments.js';
import type { ErrorCode, JunctionConnectError } from './errors.js';
import type { ExitReason } from './outcome.js';
import { readOutcomeParameters } from './return/return-address.js';

/** A report of an outcome. */
export type OutcomeReport =
  | { readonly type: 'success'; readonly provider: string | undefined; readonly metadata: unknown }
  | { readonly type: 'error'; readonly code: ErrorCode; readonly provider: string | undefined }
  | { readonly type: 'exit'; readonly reason: ExitReason };

/**
 * A report of a launcher about Link.
 *
 * - `unusable`: the person can never use this embedded Link.
 * - `stuck`: an embedded Link shows no sign of life, or the person cannot reach it. `responsive`: that has ended.
 * - `claimed-elsewhere`: hosted Link had this outcome, and another page of the site dispatches its event.
 * - `page-restored`: the person came back to this page by the browser's Back button, and the browser had kept it in memory.
 *   This page does not know whether Link had an outcome meanwhile.
 */
export type LinkReport =
  | OutcomeReport
  | { readonly type: 'unusable'; readonly error: JunctionConnectError }
  | { readonly type: 'stuck' | 'responsive' }
  | { readonly type: 'claimed-elsewhere'; readonly report: OutcomeReport }
  | { readonly type: 'page-restored' };

/** Returns the report of an embedded Link's success. */
export const reportOfSuccess = (metadata: unknown): OutcomeReport => ({
  type: 'success',
  provider: providerOf(metadata),
  metadata,
});

/** Returns the report of an error. Junction's `user_cancelled` means that the person left Link, so it is an exit. */
export function reportOfError(metadata: unknown): OutcomeReport {
  const code = errorTypeOf(metadata);
  return code === 'user_cancelled'
    ? { type: 'exit', reason: 'user' }
    : { type: 'error', code, provider: providerOf(metadata) };
}

/**
 * Returns the report of hosted Link, from its parameters in the return address. If neither `state` nor `error_type` can be
 * read, the report is an `unknown_error`. Hosted Link passes no metadata.
 */
export function reportOfReturn(outcome: string): OutcomeReport {
  const parameters = readOutcomeParameters(outcome);
  if (parameters.state !== 'success') return reportOfError(parameters);
  return { type: 'success', provider: providerOf(parameters), metadata: null };
}
