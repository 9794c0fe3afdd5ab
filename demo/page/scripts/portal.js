// @ts-check
/** Keeps the portal's list of devices up to date. It uses only the events of the element. */
import { create, createTime, find } from './page.js';
import { providerName } from './providers.js';

/** @param {HTMLElement} connect */
export function showDevices(connect) {
  const list = find('#devices', HTMLElement);

  connect.addEventListener('junction-success', (event) => {
    const { provider } = /** @type {CustomEvent<{ provider: string | null }>} */ (event).detail;
    const name = provider ? providerName(provider) : 'A device';
    const row = create(
      'li',
      { 'data-device': name },
      create('span', { class: 'monogram', 'aria-hidden': 'true' }, name.charAt(0)),
      create('span', {}, name),
      create('span', { class: 'since' }, 'since ', createTime(new Date(), 'short')),
    );
    list.querySelector(`[data-device="${CSS.escape(name)}"]`)?.remove(); // The device was in the list before.
    list.prepend(row);
    find('#no-device', HTMLElement).hidden = true;
    find('#portal', HTMLElement).classList.add('is-connected');
  });
}
