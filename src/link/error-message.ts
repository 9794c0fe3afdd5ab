import type { MessageKey } from '../i18n/messages.js';
import type { JunctionConnectError } from './errors.js';

/** The texts for errors whose code alone says what the person can do. */
const messageOfCode: Readonly<Record<string, MessageKey>> = {
  popup_blocked: 'blocked',
  required_scopes_not_granted: 'denied',
  provider_credential_error: 'credentials',
  provider_password_expired: 'credentials',
  incorrect_mfa_code: 'credentials',
  duplicate_connection: 'linkedElsewhere',
  unsupported_region: 'region',
};

/** The texts for statuses of the token endpoint's answer. 419 is what some servers answer when the session has ended. */
const messageOfStatus: Readonly<Record<number, MessageKey>> = { 401: 'signIn', 419: 'signIn', 429: 'busy' };

/** The codes of errors that a missing network can cause. */
const networkCodes: readonly string[] = ['token_request_failed', 'token_request_timeout', 'link_unavailable'];

/**
 * Returns the key of the text for an error. It says what the person can do: each text asks for something else.
 *
 * @param isOffline True when the browser had no network at the time of the error.
 */
export function messageOfError({ code, status, retryable }: JunctionConnectError, isOffline: boolean): MessageKey {
  if (Object.hasOwn(messageOfCode, code)) return messageOfCode[code]!;
  const byStatus = status === undefined ? undefined : messageOfStatus[status];
  if (byStatus) return byStatus;
  if (isOffline && networkCodes.includes(code)) return 'offline';
  return retryable ? 'tryAgain' : 'unavailable'; // Only the site can correct an error that no retry can.
}
