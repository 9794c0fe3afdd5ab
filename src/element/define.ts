import { JunctionConnect } from './junction-connect.js';
import { readReturnOnce } from './return-delivery.js';
import { version } from './version.js';

/**
 * Registers `<junction-connect>`, unless the page has it already: from a second script tag or another copy of the package,
 * of which only another version is worth a warning. Then nothing else is done: the first one reads what hosted Link came
 * back with, with or without an element in the page.
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
