import { JunctionConnect } from '../element/junction-connect.js';
import { attempt } from '../link/attempt.js';

/**
 * Returns an element with the settings of a placeholder or a script tag. Only attributes that the element itself reads lose
 * their `data-` prefix: a sanitizer that allows `data-onclick` may not allow `onclick`.
 */
export function createElement(source: HTMLElement): JunctionConnect {
  const element = document.createElement('junction-connect');
  const own = [...JunctionConnect.observedAttributes, 'dir', 'lang', 'nonce'].map((name) => `data-${name}`);
  for (const { name, value } of source.attributes) {
    if (own.includes(name)) element.setAttribute(name.slice(5), value);
    else if (source.localName !== 'script') attempt(() => element.setAttribute(name, value)); // Parsers take any name.
  }
  element.nonce ||= source.nonce; // The browser hides the attribute from scripts.
  return element;
}
