// @ts-check
/** What an event means, for somebody who does not program. */
import { providerName } from './providers.js';

/**
 * @typedef {object} Detail What the events of the element tell; each has some of these.
 * @property {string} sessionId
 * @property {string} mode
 * @property {string | null} [provider]
 * @property {unknown} [metadata]
 * @property {string} [reason]
 * @property {Error & { code: string, retryable: boolean, status?: number }} [error]
 */

/** @type {Record<string, string>} */
const waysIn = { embed: 'over this page', popup: 'in a window', redirect: 'in place of this page' };

/** @type {Record<string, string>} By the codes of the element, and Junction's error types. */
const errors = {
  configuration_invalid: 'The element is not set up in a way that can work.',
  token_request_failed: 'The site’s server could not be reached.',
  token_request_rejected: 'The site’s server gave no Link Token.',
  token_request_timeout: 'The site’s server took too long to answer.',
  token_response_invalid: 'The site’s server answered with something that is no Link Token.',
  link_unavailable: 'Link could not be loaded.',
  popup_blocked: 'The browser opened no window. A link at the button does.',
  unknown_error: 'Link said that something failed, and not what.',
  invalid_token: 'Junction does not know the Link Token.',
  token_expired: 'The Link Token is too old.',
  token_not_validated: 'The Link Token could not be checked.',
  token_consumed: 'The Link Token has been used already.',
  provider_credential_error: 'The provider did not accept the sign-in.',
  provider_password_expired: 'The password at the provider has expired.',
  provider_api_error: 'The provider does not answer as it should.',
  required_scopes_not_granted: 'Access to the data was refused.',
  duplicate_connection: 'This account is connected already.',
  unsupported_region: 'The provider is not available in this region.',
  incorrect_mfa_code: 'The sign-in code was not the right one.',
};

/**
 * @param {string} type
 * @param {Detail} detail
 * @returns {{ glyph: string, title: string, text: string }}
 */
export function describe(type, { mode, provider, reason, error }) {
  const name = provider && providerName(provider);
  switch (type) {
    case 'junction-open':
      return { glyph: '→', title: 'Opening', text: `Somebody wants to connect: Link opens ${waysIn[mode] ?? mode}.` };
    case 'junction-success':
      return { glyph: '✓', title: 'Connected', text: `${name || 'A device'} was connected.` };
    case 'junction-exit': {
      const text = reason === 'page' ? 'The page took Link away.' : 'Link was left, and nothing was connected.';
      return { glyph: '←', title: 'Left', text };
    }
    default: {
      const text = errors[error?.code ?? ''] ?? 'Something that has no text of its own here.';
      const outlook = error?.retryable ? 'Trying again may help.' : 'Trying again will not help.';
      return { glyph: '!', title: name ? `Error with ${name}` : 'Error', text: `${text} ${outlook}` };
    }
  }
}

/**
 * The short facts beside the text.
 *
 * @param {string} type
 * @param {Detail} detail
 */
export const facts = (type, { mode, provider, reason, error }) =>
  [type, mode, provider, reason && `reason: ${reason}`, error?.code, error?.status && `HTTP ${error.status}`].filter(
    (fact) => typeof fact === 'string' && fact !== '',
  );

/**
 * `event.detail` as text; an error's message, which JSON would leave out, included.
 *
 * @param {Detail} detail
 */
export function detailText({ error, ...rest }) {
  const told = error && { code: error.code, message: error.message, retryable: error.retryable, status: error.status };
  return JSON.stringify({ ...rest, ...(told && { error: told }) }, null, 2);
}
