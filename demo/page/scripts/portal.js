// @ts-check
/** Keeps the portal up to date. It uses only what the elements offer to every page. */
import { find } from './page.js';

/** @typedef {import('junction-connect/connections').JunctionConnections} JunctionConnections */

/**
 * @param {HTMLElement} connect
 * @param {JunctionConnections} list
 */
export function updatePortal(connect, list) {
  // The list loads itself again after a success of its own buttons. This button is not in the list.
  connect.addEventListener('junction-success', () => void list.refresh());

  const showTrace = () => {
    const isConnected = list.connections.some(({ status }) => status === 'connected');
    find('#portal', HTMLElement).classList.toggle('is-connected', isConnected);
  };
  list.addEventListener('junction-connections-change', showTrace);
  showTrace(); // The list may have loaded before this script.
}
