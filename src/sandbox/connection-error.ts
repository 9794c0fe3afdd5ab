import type { ConnectionErrorType } from '../junction/error-types.js';

/** A text for people for each documented error type of a connection. The texts are the sandbox's own. */
const texts: Readonly<Record<string, string>> = {
  token_refresh_failed: 'The access that the person gave could not be renewed.',
  webhook_registration_failed: 'The provider did not accept the subscription to its data.',
  user_not_found: 'The provider no longer knows the person.',
  deregistered_per_provider: 'The person has ended the connection at the provider.',
  required_scopes_not_granted: 'The person has taken back a permission that is needed.',
  provider_credential_error: 'The provider no longer accepts the sign-in.',
  provider_password_expired: 'The password has expired.',
  unknown: 'The cause of the error is not known.',
} satisfies Record<ConnectionErrorType, string>;

/**
 * Why the person must sign in again. Junction calls its list of types non-exhaustive, so the sandbox accepts every type.
 */
export interface ConnectionError {
  readonly type: string;
  /** A text for people. It is the sandbox's own. */
  readonly message: string;
  readonly erroredAt: Date;
}

/** Returns the error with its text. */
export const connectionErrorOf = (type: string, erroredAt: Date): ConnectionError => ({
  type,
  message: (Object.hasOwn(texts, type) && texts[type]) || 'The person must sign in again.',
  erroredAt,
});
