import { JunctionConnect } from '../element/junction-connect.js';
import { attempt } from '../link/attempt.js';

/**
 * Returns an element with the settings of a placeholder or a script tag. Only attributes that the element itself reads lose
 * their `data-` prefix. Otherwise a `data-onclick`, which a sanitizer lets through, would become an `onclick`.
 */
export function elementFrom(source: HTMLElement): JunctionConnect {
  const element = document.createElement('junction-connect');
  const prefixedNames = [...JunctionConnect.observedAttributes, 'dir', 'lang', 'nonce'].map((name) => `data-${name}`);
  for (const { name, value } of source.attributes) {
    if (prefixedNames.includes(name)) element.setAttribute(name.slice(5), value);
    // A parser accepts attribute names that `setAttribute` refuses.
    else if (source.localName !== 'script') attempt(() => element.setAttribute(name, value));
  }
  element.nonce ||= source.nonce; // The browser hides the attribute `nonce` from scripts.
  return element;
}
