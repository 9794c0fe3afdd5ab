// @ts-check
/** Starts each part of the page. The modules say what the parts do. */
import { setUpBreakTool } from './break-tool.js';
import { watchChoices } from './choices.js';
import { showEvents } from './event-log.js';
import { setUpJunction } from './junction.js';
import { find } from './page.js';
import { updatePortal } from './portal.js';
import { showNotes } from './providers.js';
import { setUpBlockSwitch } from './script-block.js';
import { showSnippet } from './snippet-view.js';

const connect = find('#connect', HTMLElement);
const list = /** @type {import('./portal.js').JunctionConnections} */ (find('#devices', HTMLElement));

watchChoices(find('#choices', HTMLFormElement), { button: connect, list }, (choices, target) => {
  showNotes(choices);
  void showSnippet(choices, target);
});
showEvents(find('#portal', HTMLElement));
const listDefined = customElements.whenDefined('junction-connections');
void listDefined.then(() => updatePortal(connect, list));

// The button is disabled until the page knows where Link is. Before that, it could load the wrong Link.
const config = await setUpJunction();
if (config) {
  setUpBlockSwitch(find('#block', HTMLInputElement), config.link);
  connect.removeAttribute('disabled');
  const { breakConnection } = config;
  if (breakConnection) void listDefined.then(() => setUpBreakTool(list, breakConnection));
}
