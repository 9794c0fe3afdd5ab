// @ts-check
/** Starts each part of the page. The modules say what the parts do. */
import { watchChoices } from './choices.js';
import { showEvents } from './event-log.js';
import { setUpJunction } from './junction.js';
import { showDevices } from './portal.js';
import { find } from './page.js';
import { showNotes } from './providers.js';
import { setUpBlockSwitch } from './script-block.js';
import { showSnippet } from './snippet-view.js';

const connect = find('#connect', HTMLElement);

watchChoices(find('#choices', HTMLFormElement), connect, (choices, target) => {
  showNotes(choices);
  void showSnippet(choices, target);
});
showEvents(connect);
showDevices(connect);

// The button is disabled until the page knows where Link is. Before that, it could load the wrong Link.
const link = await setUpJunction();
if (link) {
  setUpBlockSwitch(find('#block', HTMLInputElement), link);
  connect.removeAttribute('disabled');
}
