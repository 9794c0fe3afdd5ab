// @ts-check
/** The tool that breaks a connection: it sends a request to the local Junction. The real Junction has no such request. */
import { create, find } from './page.js';

/** @typedef {import('./portal.js').JunctionConnections} JunctionConnections */

/**
 * Shows the tool. A person chooses one of the connections in the list.
 *
 * @param {JunctionConnections} list
 * @param {NonNullable<import('./junction.js').Config['breakConnection']>} settings
 */
export function setUpBreakTool(list, { url, clientUserId }) {
  const form = find('#break', HTMLFormElement);
  const provider = find('#break-provider', HTMLSelectElement);
  const errorType = find('#break-reason', HTMLSelectElement);
  const status = find('#break-status', HTMLElement);
  /** The provider that `status` is about. */
  let broken = '';

  const showConnections = () => {
    const chosen = provider.value;
    const options = list.connections.map(({ provider, name }) => create('option', { value: provider }, name));
    provider.replaceChildren(...options);
    if (list.connections.some(({ provider }) => provider === chosen)) provider.value = chosen;
    form.hidden = options.length === 0;
    find('#nothing-to-break', HTMLElement).hidden = !form.hidden;
    if (!list.connections.some(({ provider, status }) => provider === broken && status === 'error'))
      status.textContent = '';
  };
  list.addEventListener('junction-connections-change', showConnections);
  showConnections(); // The list may have loaded before this script.

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const name = provider.selectedOptions[0]?.text ?? '';
    status.textContent = '';
    broken = provider.value;
    const isBroken = await post(url, { client_user_id: clientUserId, provider: broken, error_type: errorType.value });
    status.textContent = isBroken
      ? `The connection to ${name} is broken. See the list.`
      : `The local Junction could not break the connection to ${name}. Reload this page.`;
    if (isBroken) void list.refresh();
  });
  find('#break-tool', HTMLElement).hidden = false;
}

/**
 * Returns true if the server did what was asked.
 *
 * @param {string} url
 * @param {object} body
 */
async function post(url, body) {
  try {
    const headers = { 'Content-Type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).ok;
  } catch {
    return false;
  }
}
