import type { Provider } from '../../junction/providers.js';
import { type ErrorType, isErrorType } from './link-errors.js';

/** The code that the second factor accepts. */
export const rightCode = '123456';

/** The username whose sign-in asks for a second factor. */
export const codeUsername = 'mfa';

/** As a username or as a decision: it connects, but the answer comes late. */
export const slowName = 'slow';

/** Where a form of a sign-in leads: to a connection, to another form, or to an error. */
export type SignInResult = 'connected' | 'code_form' | 'sign_in_form' | ErrorType;

/** @param isCodeAsked True when the form for the code was shown before. */
export function readSignIn({ authType }: Provider, fields: URLSearchParams, isCodeAsked: boolean): SignInResult {
  if (authType === 'oauth') return readConsent(fields.get('decision'));
  const code = fields.get('code');
  if (code === null) return readCredentials(fields.get('username'), authType === 'email' || fields.get('password'));
  if (!isCodeAsked) return 'sign_in_form';
  return code.trim() === rightCode ? 'connected' : 'incorrect_mfa_code';
}

/** Returns true when the answer must come late. */
export const isSlow = (fields: URLSearchParams): boolean =>
  [fields.get('decision'), nameIn(fields.get('username'))].includes(slowName);

function readConsent(decision: string | null): SignInResult {
  if (decision === 'allow' || decision === slowName) return 'connected';
  // Which error type Junction uses for a declined consent is not documented; of its list, this one fits best.
  return isErrorType(decision) ? decision : 'required_scopes_not_granted';
}

/** Returns the result that the username names: its part before the @ decides. The password can be any text, but not empty. */
function readCredentials(username: string | null, password: string | boolean | null): SignInResult {
  const name = nameIn(username);
  if (!username?.trim() || !password) return 'provider_credential_error';
  if (name === codeUsername) return 'code_form';
  return isErrorType(name) ? name : 'connected';
}

const nameIn = (username: string | null) => username?.trim().split('@')[0]!.toLowerCase();
