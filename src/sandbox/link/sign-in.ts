import type { Provider } from '../../junction/provider-details.js';
import { type ErrorType, isErrorType } from './link-errors.js';

/** The code that the second factor accepts. */
export const rightCode = '123456';

/** The username whose sign-in asks for a second factor. */
export const codeUsername = 'mfa';

/** The username, and the decision in a consent, that connects after a delay. */
export const slowName = 'slow';

/** The result of a sign-in form: a connection, another form to show, or an error. */
export type SignInResult = 'connected' | 'code_form' | 'sign_in_form' | ErrorType;

/**
 * Returns the result of a form that the person has sent.
 *
 * @param isCodeExpected True when the form for the code was shown before
 */
export function readSignIn({ authType }: Provider, fields: URLSearchParams, isCodeExpected: boolean): SignInResult {
  if (authType === 'oauth') return readConsent(fields.get('decision'));
  const code = fields.get('code');
  if (code === null) return readCredentials(fields.get('username'), authType === 'email' || fields.get('password'));
  if (!isCodeExpected) return 'sign_in_form';
  return code.trim() === rightCode ? 'connected' : 'incorrect_mfa_code';
}

/** Returns the username or email address that the person typed. Undefined at an OAuth provider, which has no such form. */
export const readUsername = ({ authType }: Provider, fields: URLSearchParams): string | undefined =>
  authType === 'oauth' ? undefined : fields.get('username')?.trim();

/** Returns true when the server must wait before it responds. */
export const isSlow = (fields: URLSearchParams): boolean =>
  [fields.get('decision'), nameBeforeAt(fields.get('username'))].includes(slowName);

function readConsent(decision: string | null): SignInResult {
  if (decision === 'allow' || decision === slowName) return 'connected';
  // Junction does not document which error type it uses for a declined consent. This one of its list fits best.
  return isErrorType(decision) ? decision : 'required_scopes_not_granted';
}

/** Returns the result that the part of the username before the @ names. The password can be any text, but not empty. */
function readCredentials(username: string | null, password: string | boolean | null): SignInResult {
  const name = nameBeforeAt(username);
  if (!username?.trim() || !password) return 'provider_credential_error';
  if (name === codeUsername) return 'code_form';
  return isErrorType(name) ? name : 'connected';
}

const nameBeforeAt = (username: string | null) => username?.trim().split('@')[0]!.toLowerCase();
