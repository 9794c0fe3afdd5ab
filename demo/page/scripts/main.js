// @ts-check
/** Wires the page together: what each part does, its own module says. */
import { readChoices } from './choices.js';
import { showEvents } from './event-log.js';
import { setUpJunction } from './junction.js';
import { showDevices } from './portal.js';
import { find } from './page.js';
import { offerBlock } from './script-block.js';
import { showSnippet } from './snippet-view.js';

const connect = find('#connect', HTMLElement);

readChoices(find('#choices', HTMLFormElement), connect, (choices, target) => void showSnippet(choices, target));
showEvents(connect);
showDevices(connect);

// Until it is known which Junction this is, the button would ask for the wrong Link.
const link = await setUpJunction();
if (link) {
  offerBlock(find('#block', HTMLInputElement), link);
  connect.removeAttribute('disabled');
}
