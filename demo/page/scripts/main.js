// @ts-check
/** Starts each part of the page. The modules say what the parts do. */
import { findAddressProblems, withoutProblems } from './address-problems.js';
import { setUpBreakTool } from './break-tool.js';
import { watchChoices } from './choices.js';
import { accentProblem } from './contrast.js';
import { showEvents } from './event-log.js';
import { setUpJunction } from './junction.js';
import { find } from './page.js';
import { updatePortal } from './portal.js';
import { showAddressProblems, showProblem } from './problem-view.js';
import { showNotes } from './providers.js';
import { setUpBlockSwitch } from './script-block.js';
import { showSnippet } from './snippet-view.js';
import { findTarget } from './snippets.js';

const connect = find('#connect', HTMLElement);
const list = /** @type {import('./portal.js').JunctionConnections} */ (find('#devices', HTMLElement));

watchChoices(find('#choices', HTMLFormElement), { button: connect, list }, (choices, targetId) => {
  const target = findTarget(targetId);
  const problems = findAddressProblems(target, choices);
  showNotes(choices);
  showAddressProblems(problems);
  showProblem('accent', accentProblem(choices));
  void showSnippet(target, withoutProblems(choices, problems));
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
