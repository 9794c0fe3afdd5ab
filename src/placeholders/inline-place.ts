import type { JunctionConnect } from '../element/junction-connect.js';
import { showsSomething } from '../element/visible-content.js';
import { attempt } from '../link/attempt.js';
import { unshadowed } from '../link/unshadowed.js';
import type { Place } from './place.js';
import { readSetting } from './settings.js';

/** The place of an element inside its placeholder, as the first child. A style sheet hides the other children. */
export class InlinePlace implements Place {
  readonly savedElement: JunctionConnect | undefined;
  readonly #node: HTMLElement;
  /** The text of the node at the last update. */
  #text = '';

  constructor(node: HTMLElement) {
    this.#node = node;
    const first = node.firstElementChild;
    if (first?.localName === 'junction-connect') this.savedElement = first as JunctionConnect;
  }

  show(element: JunctionConnect): void {
    const others = [...this.#node.childNodes].filter((child) => child !== element && showsSomething(child));
    const text = others
      .map(({ textContent }) => textContent)
      .join('')
      .trim();
    if (text !== this.#text && readSetting(this.#node, 'label') === null) element.label = text;
    this.#text = text;
    // The page may have written its own markup again, and the markup may have had a copy of the element.
    for (const child of [...this.#node.children]) {
      if (child !== element && child.localName === 'junction-connect') child.remove();
    }
    if (this.#node.firstChild !== element) this.#node.prepend(element);
    attempt(addStyleSheet);
  }

  hide(element: JunctionConnect): void {
    element.remove();
  }
}

const selector = '[data-junction-connect] > junction-connect:first-child';
// This does not use `visibility`. WebKit would then ignore a press of the element in a `<button>`, and a person would see the
// element in a hidden menu.
const rules = `
  [data-junction-connect]:has(> junction-connect:first-child) { font-size: 0 !important }
  ${selector} { font-size: 1rem !important }
  ${selector} ~ * { display: none !important }
`;
let sheet: CSSStyleSheet | undefined;

/** Adds the style sheet, also when the page has removed it. */
function addStyleSheet(): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
  }
  const { adoptedStyleSheets } = unshadowed(document);
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}
