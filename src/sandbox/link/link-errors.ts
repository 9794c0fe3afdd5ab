import type { JunctionErrorType } from '../../junction/error-types.js';
import type { ErrorMetadata } from '../browser/frame-message.js';

/** A text for people for each error type that Junction documents. The texts are the sandbox's own. */
const documented = {
  invalid_token: () => 'This link is not valid.',
  token_expired: () => 'This link has expired.',
  token_not_validated: () => 'This link could not be checked.',
  token_consumed: () => 'This link was already used.',
  provider_credential_error: (name) => `${name} did not accept this sign-in.`,
  provider_password_expired: (name) => `The password for ${name} has expired.`,
  provider_api_error: (name) => `${name} could not be reached.`,
  unsupported_region: (name) => `${name} cannot be connected in this region.`,
  duplicate_connection: (name) => `Another user of this site has connected this account of ${name}.`,
  required_scopes_not_granted: (name) => `Access to ${name} was denied.`,
  incorrect_mfa_code: () => 'The code is not right.',
  user_cancelled: () => 'Connecting was cancelled.',
} satisfies Record<JunctionErrorType, (name: string) => string>;

/** A type that is not on Junction's list. Junction calls the list non-exhaustive, so a site must handle such a type, too. */
const undocumented = { something_new: (name: string) => `${name} returned an error of an unknown type.` };

const texts: Record<ErrorType, (name: string) => string> = { ...documented, ...undocumented };

export type ErrorType = JunctionErrorType | keyof typeof undocumented;

/** Every error type that a person can choose in a sign-in. */
export const errorTypes = Object.keys(texts) as ErrorType[];

export const isErrorType = (text: string | null | undefined): text is ErrorType =>
  (errorTypes as (string | null | undefined)[]).includes(text);

/**
 * Returns the error with its text.
 *
 * @param name The name of the provider
 */
export const errorOf = (type: ErrorType, name = 'The provider'): ErrorMetadata => ({
  error_type: type,
  error: texts[type](name),
});
