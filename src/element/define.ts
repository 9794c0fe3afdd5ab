import { JunctionConnect } from './junction-connect.js';
import { readReturnOnce } from './return-delivery.js';
import { version } from './version.js';

/**
 * Registers `<junction-connect>`, and reads the return of hosted Link in the page's address, also in a page without an
 * element. Does neither if another copy of the package has registered the name already, because that copy has read the
 * return. Warns if that copy has another version.
 */
export function define(): void {
  const registered = customElements.get('junction-connect') as typeof JunctionConnect | undefined;
  if (!registered) {
    readReturnOnce();
    customElements.define('junction-connect', JunctionConnect);
  } else if (registered.version !== version) {
    console.warn(
      `junction-connect: version ${registered.version ?? 'unknown'} is registered already, so version ${version} is not used`,
    );
  }
}
