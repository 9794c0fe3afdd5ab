// @ts-check
/** Explains the events to people who do not program. */
import { providerName } from './providers.js';

/**
 * @typedef {object} Detail The `detail` of the elements' events. Each event has some of these fields.
 * @property {string} [sessionId]
 * @property {string} [mode]
 * @property {string | null} [provider]
 * @property {unknown} [metadata]
 * @property {string} [reason]
 * @property {Error & { code: string, retryable: boolean, status?: number }} [error]
 * @property {readonly { name: string, status: string }[]} [connections]
 */

/** @type {Record<string, string>} */
const modeTexts = { embed: 'over this page', popup: 'in a window', redirect: 'in place of this page' };

/** @type {Record<string, string>} By the codes of the element, and Junction's error types. */
const errorTexts = {
  configuration_invalid: 'The element is not set up correctly.',
  token_request_failed: 'The site’s server could not be reached.',
  token_request_rejected: 'The site’s server refused to give a Link Token.',
  token_request_timeout: 'The site’s server took too long to answer.',
  token_response_invalid: 'The answer of the site’s server has no valid Link Token.',
  link_unavailable: 'Link could not be loaded.',
  popup_blocked: 'The browser blocked the window. A link at the button opens it.',
  unknown_error: 'Link reported an error, but did not say which.',
  invalid_token: 'Junction does not know the Link Token.',
  token_expired: 'The Link Token is too old.',
  token_not_validated: 'The Link Token could not be checked.',
  token_consumed: 'The Link Token has been used already.',
  provider_credential_error: 'The provider did not accept the sign-in.',
  provider_password_expired: 'The password at the provider has expired.',
  provider_api_error: 'The provider’s server did not answer correctly.',
  required_scopes_not_granted: 'Access to the data was refused.',
  duplicate_connection: 'Another user of this site has connected this account.',
  unsupported_region: 'The provider is not available in this region.',
  incorrect_mfa_code: 'The sign-in code was wrong.',
};

/**
 * Returns what the list shows about an event.
 *
 * @param {string} type
 * @param {Detail} detail
 * @returns {{ glyph: string, title: string, text: string }}
 */
export function describe(type, { mode = '', provider, reason, error, connections = [] }) {
  const name = provider && providerName(provider);
  switch (type) {
    case 'junction-open':
      return {
        glyph: '→',
        title: 'Opening',
        text: `Somebody wants to connect: Link opens ${modeTexts[mode] ?? mode}.`,
      };
    case 'junction-success':
      return { glyph: '✓', title: 'Connected', text: `${name || 'A device'} was connected.` };
    case 'junction-exit': {
      const text = reason === 'page' ? 'The page closed Link.' : 'Link was closed, and nothing was connected.';
      return { glyph: '←', title: 'Closed', text };
    }
    case 'junction-connections-change': {
      const states = connections.map(({ name, status }) => (status === 'error' ? `${name} (needs the person)` : name));
      return { glyph: '≡', title: 'Listed', text: `Connected: ${states.join(', ') || 'nothing'}.` };
    }
    case 'junction-disconnect':
      return { glyph: '?', title: 'Disconnecting', text: `The person has confirmed that ${name} should end.` };
    case 'junction-disconnected':
      return { glyph: '×', title: 'Disconnected', text: `${name} was disconnected.` };
    default: {
      const text = errorTexts[error?.code ?? ''] ?? 'This demo has no explanation for this error.';
      const advice = error?.retryable ? 'Trying again may help.' : 'Trying again will not help.';
      return { glyph: '!', title: name ? `Error with ${name}` : 'Error', text: `${text} ${advice}` };
    }
  }
}

/**
 * Returns the short facts that the list shows below the text.
 *
 * @param {string} type
 * @param {Detail} detail
 */
export const facts = (type, { mode, provider, reason, error }) =>
  [type, mode, provider, reason && `reason: ${reason}`, error?.code, error?.status && `HTTP ${error.status}`].filter(
    (fact) => typeof fact === 'string' && fact !== '',
  );

/**
 * Returns `event.detail` as JSON. It includes the message of an error, which `JSON.stringify` alone would leave out.
 *
 * @param {Detail} detail
 */
export function detailText({ error, ...rest }) {
  const errorFields = error && {
    code: error.code,
    message: error.message,
    retryable: error.retryable,
    status: error.status,
  };
  return JSON.stringify({ ...rest, ...(errorFields && { error: errorFields }) }, null, 2);
}
