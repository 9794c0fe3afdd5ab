// @ts-check
/** Shows which Junction the demo uses, and finds out where its Link is. The elements know that from `/link-location.js`. */
import { find } from './page.js';

/**
 * @typedef {{ script: string, origins: string[] }} LinkLocation
 *
 * @typedef {object} Config
 * @property {'local' | 'sandbox' | 'production'} junction
 * @property {'us' | 'eu'} region
 * @property {LinkLocation} link
 * @property {{ url: string, clientUserId: string }} [breakConnection] how to break a connection. Only the local Junction can.
 */

/** @type {LinkLocation} The location of the real Link. */
const junctionLink = { script: 'https://link.tryvital.io/initialize.js', origins: [] };

/** True for the static demo, in which a service worker takes the place of the server. */
const isStatic = document.documentElement.dataset.static !== undefined;

const standInText = isStatic
  ? 'Simulated in this browser — nothing is sent to a server'
  : 'Local stand-in — nothing leaves this machine';

const noAnswerText = isStatic
  ? 'The demo does not answer. Reload this page.'
  : 'The demo’s server does not answer. Start it again and reload this page.';

/** @returns {Promise<Config | undefined>} undefined if the server did not answer */
export async function setUpJunction() {
  try {
    const response = await fetch('api/config');
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    /** @type {Config} */
    const config = { link: junctionLink, ...(await response.json()) };
    const { junction, region } = config;
    find('#stand-in-note', HTMLElement).hidden = junction !== 'local';
    find('#static-note', HTMLElement).hidden = !isStatic;
    showBadge(junction, junction === 'local' ? standInText : `Junction ${junction} (${region.toUpperCase()})`);
    return config;
  } catch (error) {
    console.error(error);
    showBadge('unknown', noAnswerText);
    return undefined;
  }
}

/** @param {LinkLocation} link */
export async function configureLink(link) {
  const element = await customElements.whenDefined('junction-connect');
  /** @type {{ configureLink(link: LinkLocation): void }} */ (/** @type {unknown} */ (element)).configureLink(link);
}

/**
 * @param {Config['junction'] | 'unknown'} junction
 * @param {string} text
 */
function showBadge(junction, text) {
  find('#badge', HTMLElement).dataset.junction = junction;
  find('#badge-text', HTMLElement).textContent = text;
}
