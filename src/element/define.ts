import { JunctionConnect } from './junction-connect.js';
import { readReturnOnce } from './return-delivery.js';
import { version } from './version.js';

/**
 * Registers `<junction-connect>`, and reads the return of hosted Link in the page's address, also in a page without an element.
 * If another script tag or copy of the package has registered the name already, it does neither: that copy has read the return.
 * It warns when that copy has another version.
 */
export function define(): void {
  const registered = customElements.get('junction-connect') as typeof JunctionConnect | undefined;
  if (!registered) {
    readReturnOnce();
    customElements.define('junction-connect', JunctionConnect);
  } else if (registered.version !== version) {
    console.warn(`junction-connect: ${registered.version ?? 'another'} is used, ${version} is not`);
  }
}
