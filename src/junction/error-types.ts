/** The values of Junction's `error_type` after which a fresh token may work, because Link refused the token. */
export const tokenRefusals = ['token_expired', 'token_consumed', 'invalid_token'] as const;

export type TokenRefusal = (typeof tokenRefusals)[number];

/**
 * Junction's documented `error_type` values. Junction calls the list non-exhaustive.
 * There may be others.
 */
export const junctionErrorTypes = [
  ...tokenRefusals,
  'token_not_validated',
  'provider_credential_error',
  'provider_password_expired',
  'provider_api_error',
  'unsupported_region',
  'duplicate_connection',
  'required_scopes_not_granted',
  'incorrect_mfa_code',
  'user_cancelled',
] as const;

export type JunctionErrorType = (typeof junctionErrorTypes)[number];

/**
 * The documented `error_type` values of a connection that has failed, so that the person must connect again. They are in the
 * event `provider.connection.error` and in the `error_details` of a connection. Junction calls this list non-exhaustive,
 * too.
 */
export const connectionErrorTypes = [
  'token_refresh_failed',
  'webhook_registration_failed',
  'user_not_found',
  'deregistered_per_provider',
  'required_scopes_not_granted',
  'provider_credential_error',
  'provider_password_expired',
  'unknown',
] as const;

export type ConnectionErrorType = (typeof connectionErrorTypes)[number];
