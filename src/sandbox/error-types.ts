import type { ErrorMetadata } from './messages.js';

/** The error types that Junction documents, each with a text for people. The texts are the sandbox's own. */
const documented = {
  invalid_token: () => 'This link is not valid.',
  token_expired: () => 'This link has expired.',
  token_not_validated: () => 'This link could not be checked.',
  token_consumed: () => 'This link was already used.',
  provider_credential_error: (name) => `${name} did not accept this sign-in.`,
  provider_password_expired: (name) => `The password for ${name} has expired.`,
  provider_api_error: (name) => `${name} could not be reached.`,
  unsupported_region: (name) => `${name} cannot be connected in this region.`,
  duplicate_connection: (name) => `This account of ${name} is already connected.`,
  required_scopes_not_granted: (name) => `Access to ${name} was denied.`,
  incorrect_mfa_code: () => 'The code is not right.',
  user_cancelled: () => 'Connecting was cancelled.',
} satisfies Record<string, (name: string) => string>;

/** Junction calls its list non-exhaustive, so a site must be ready for a type that is not on it. */
const undocumented = { something_new: (name: string) => `${name} answered in a way that has no name yet.` };

const texts: Record<ErrorType, (name: string) => string> = { ...documented, ...undocumented };

export type ErrorType = keyof typeof documented | keyof typeof undocumented;

/** Every error type that a person can bring about here. */
export const errorTypes = Object.keys(texts) as ErrorType[];

export const isErrorType = (text: string | null | undefined): text is ErrorType =>
  (errorTypes as (string | null | undefined)[]).includes(text);

/** @param name the provider's */
export const errorOf = (type: ErrorType, name = 'The provider'): ErrorMetadata => ({
  error_type: type,
  error: texts[type](name),
});
