import { attempt } from '../link/attempt.js';
import { JunctionConnect } from './junction-connect.js';

/** What builders let stand for the element. */
const placeholder = '[data-junction-connect]:not(script, junction-connect)';

/** Milliseconds between two looks at a page that changes. */
const pause = 100;

/** Says, also to another copy of this script, that the document is watched. */
const watched = Symbol.for('junction-connect');

/**
 * Makes an element of every placeholder in the document, whenever it comes. Shadow roots are not looked into. What is
 * still being parsed is left alone: its content would be left behind.
 */
export function replacePlaceholders(): void {
  if (watched in document) return;
  Object.assign(document, { [watched]: true });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch);
  else watch();
}

/** Puts an element after a script that says where to get a token: the one that runs. */
export function standForScript(): void {
  const script = document.currentScript as HTMLScriptElement | null; // Null where the script was put in by another.
  if (!script?.hasAttribute('data-token-endpoint')) return;
  if (script.closest('head'))
    console.warn(
      'junction-connect: a <script data-token-endpoint> in <head> shows nothing. Move it to where the button belongs.',
    );
  else script.after(createElement(script));
}

function watch(): void {
  const observer = new MutationObserver(() => {
    // However much a page changes, it pays for one look in a while, and for no record of what changes meanwhile.
    observer.disconnect();
    setTimeout(look, pause);
  });
  const look = () => {
    // What cannot be replaced, such as a form with a field named `attributes`, keeps no other from it.
    document.querySelectorAll<HTMLElement>(placeholder).forEach((node) => attempt(() => replace(node)));
    observer.observe(document, { childList: true, subtree: true });
  };
  look();
}

function replace(node: HTMLElement): void {
  if (node.isContentEditable) return; // Somebody edits the page: it is saved as it is.
  const element = createElement(node);
  element.append(...node.childNodes);
  node.replaceWith(element);
}

/** Only what the element itself knows loses its prefix: whoever may write `data-onclick` may perhaps not write `onclick`. */
function createElement(source: HTMLElement): JunctionConnect {
  const element = document.createElement('junction-connect');
  const own = [...JunctionConnect.observedAttributes, 'dir', 'lang', 'nonce'].map((name) => `data-${name}`);
  for (const { name, value } of source.attributes) {
    if (own.includes(name)) element.setAttribute(name.slice(5), value);
    else if (source.localName !== 'script') attempt(() => element.setAttribute(name, value)); // Parsers take any name.
  }
  element.nonce ||= source.nonce; // The attribute is hidden from scripts.
  return element;
}
