import { tokenRefusals } from '../junction/error-types.js';
import { type ErrorCode, JunctionConnectError } from './errors.js';

const inDocumentation = "See error_type in Junction's documentation";
const personCan = `The person can correct it, and the page need not change. ${inDocumentation}`;

/** What the site's owner can do after errors of which more is known. */
const adviceOfCode: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    tokenRefusals.map((code) => [
      code,
      `Check that token-endpoint or fetchToken gets a new token for each launch, and that no cache keeps it. ${inDocumentation}`,
    ]),
  ),
  provider_credential_error: personCan,
  provider_password_expired: personCan,
  incorrect_mfa_code: personCan,
  required_scopes_not_granted: personCan,
  unknown_error: 'It has no error_type. If Link has returned to return-url, check that nothing removes the query there',
};

/**
 * Returns the error that Link has reported. Its message quotes neither Link's text nor the code, because they may name the
 * provider.
 */
export function newReportedError(code: ErrorCode): JunctionConnectError {
  const advice = Object.hasOwn(adviceOfCode, code) ? adviceOfCode[code]! : inDocumentation;
  return new JunctionConnectError(code, `Link reported this error. ${advice}`);
}
