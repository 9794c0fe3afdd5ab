import type { JunctionErrorType } from '../junction/error-types.js';

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

/** What a `junction-error` event carries. Its texts are for the site's owner and never hold a token or a key. */
export class JunctionConnectError extends Error {
  /** One of this package's codes, or Junction's own `error_type`. */
  readonly code: ErrorCode;

  /** Whether the person may succeed by trying again, with nothing changed on the site. */
  readonly retryable: boolean;

  /** The HTTP status of the token endpoint's answer, where there was one. */
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

/** Returns the error for an attribute's value that can never work. It says what is expected instead. */
export const configurationError = (attribute: string, value: unknown, expected: string) =>
  new JunctionConnectError('configuration_invalid', `<junction-connect ${attribute}="${value}">: expected ${expected}`);

/** Returns the error for a page in a frame whose `sandbox` attribute lacks a permission. */
export const missingFramePermission = (permission: string) =>
  new JunctionConnectError('configuration_invalid', `<iframe sandbox>: ${permission} is missing`);
