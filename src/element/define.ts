import { JunctionConnect } from './junction-connect.js';

/** Registers `<junction-connect>`, unless the page has it already: from a second script tag or another copy of the package. */
export function define(): void {
  if (!customElements.get('junction-connect')) customElements.define('junction-connect', JunctionConnect);
}
