import type { ConnectionErrorType } from '../junction/error-types.js';

/** A text for people for each documented error type of a connection. The texts are the sandbox's own. */
const texts: Readonly<Record<string, string>> = {
  token_refresh_failed: 'The access that the person once gave could not be renewed.',
  webhook_registration_failed: 'The provider did not accept the subscription to its data.',
  user_not_found: 'The provider no longer knows the person.',
  deregistered_per_provider: 'The person has ended the connection at the provider.',
  required_scopes_not_granted: 'The person has taken back a permission that is needed.',
  provider_credential_error: 'The provider no longer accepts the sign-in.',
  provider_password_expired: 'The password has expired.',
  unknown: 'Nobody knows what is wrong.',
} satisfies Record<ConnectionErrorType, string>;

/** Why a connection needs the person again. Junction calls its list non-exhaustive, so any type is taken. */
export interface ConnectionError {
  readonly type: string;
  /** For people; the sandbox's own text. */
  readonly message: string;
  readonly erroredAt: Date;
}

export const connectionErrorOf = (type: string, erroredAt: Date): ConnectionError => ({
  type,
  message: (Object.hasOwn(texts, type) && texts[type]) || 'The connection needs the person again.',
  erroredAt,
});
