import { comeHome } from './homecoming.js';
import { JunctionConnect } from './junction-connect.js';

/**
 * Registers `<junction-connect>`, unless the page has it already: from a second script tag or another copy of the package.
 * The page may be what hosted Link came back to, with or without an element in it.
 */
export function define(): void {
  if (customElements.get('junction-connect')) return;
  comeHome();
  customElements.define('junction-connect', JunctionConnect);
}
