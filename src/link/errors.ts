import type { JunctionErrorType } from '../junction/error-types.js';
import { shorten } from './configuration/text.js';

/** The error codes of this package. */
export const packageErrorCodes = [
  'configuration_invalid',
  'token_request_failed',
  'token_request_rejected',
  'token_request_timeout',
  'token_response_invalid',
  'link_unavailable',
  'popup_blocked',
  'unknown_error',
] as const;

export type PackageErrorCode = (typeof packageErrorCodes)[number];

export type ErrorCode = PackageErrorCode | JunctionErrorType | (string & {});

/** Matches the codes for which a retry cannot help. The ending `_invalid` also matches codes that Junction may add. */
const permanent = /_invalid$|^unsupported_region$|^duplicate_connection$/;

/** The error in a `junction-error` event. Its message is for the site's owner, and never contains a token or a key. */
export class JunctionConnectError extends Error {
  /** One of this package's codes, or Junction's own `error_type`. */
  readonly code: ErrorCode;

  /** True when the person may succeed by trying again, without a change of the site. The element's message depends on it. */
  readonly retryable: boolean;

  /** The HTTP status of the token endpoint's answer, or of the error that `fetchToken` or `headers` has thrown, if there is one. */
  declare readonly status?: number;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { status?: number | undefined } = {}) {
    super(message, options);
    const { status } = options;
    this.name = 'JunctionConnectError';
    this.code = code;
    // 408, 429 and 5xx are temporary.
    this.retryable = !permanent.test(code) && (!status || status === 408 || status === 429 || status >= 500);
    if (status) this.status = status;
  }
}

/**
 * Returns the error for an attribute whose value can never work.
 *
 * @param value The value, or undefined if the message must not quote it.
 * @param expected Completes the sentence that begins with "expected".
 */
export function configurationError(attribute: string, value: unknown, expected: string): JunctionConnectError {
  const quoted = value === undefined ? '' : `="${shorten(String(value))}"`;
  return new JunctionConnectError(
    'configuration_invalid',
    `<junction-connect ${attribute}${quoted}>: expected ${expected}`,
  );
}

/** Returns the error for a page in a frame whose `sandbox` attribute lacks a permission. */
export const framePermissionError = (permission: string) =>
  new JunctionConnectError('configuration_invalid', `<iframe sandbox>: ${permission} is missing`);
