import type { SettingsElement } from '../element/settings-element.js';
import { showsSomething } from '../element/visible-content.js';
import { attempt } from '../link/attempt.js';
import { unshadowed } from '../link/unshadowed.js';
import type { PlaceholderKind } from './kinds.js';
import type { Place } from './place.js';
import { readSetting } from './settings.js';

/** The place of an element inside its placeholder, as the first child. A style sheet hides the other children. */
export class InlinePlace implements Place {
  readonly savedElement: SettingsElement | undefined;
  readonly #node: HTMLElement;
  readonly #kind: PlaceholderKind;
  /** The text of the node at the last update. */
  #text = '';

  constructor(node: HTMLElement, kind: PlaceholderKind) {
    this.#node = node;
    this.#kind = kind;
    const first = node.firstElementChild;
    if (first?.localName === kind.name) this.savedElement = first as SettingsElement;
  }

  show(element: SettingsElement): void {
    const kind = this.#kind;
    const others = [...this.#node.childNodes].filter((child) => child !== element && showsSomething(child));
    const text = others
      .map(({ textContent }) => textContent)
      .join('')
      .trim();
    if (text !== this.#text && readSetting(this.#node, 'label') === null) kind.setText?.(element, text);
    this.#text = text;
    // The page may have written its own markup again, and the markup may have had a copy of the element.
    for (const child of [...this.#node.children]) {
      if (child !== element && child.localName === kind.name) child.remove();
    }
    if (this.#node.firstChild !== element) this.#node.prepend(element);
    attempt(() => addStyleSheet(kind));
  }

  hide(element: SettingsElement): void {
    element.remove();
  }
}

// This does not use `visibility`. WebKit would then ignore a press of the element in a `<button>`, and a person would see the
// element in a hidden menu.
const rulesOf = ({ name }: PlaceholderKind) => `
  [data-${name}]:has(> ${name}:first-child) { font-size: 0 !important }
  [data-${name}] > ${name}:first-child { font-size: 1rem !important }
  [data-${name}] > ${name}:first-child ~ * { display: none !important }
`;
const sheets = new Map<PlaceholderKind, CSSStyleSheet>();

/** Adds the style sheet of a kind, also when the page has removed it. */
function addStyleSheet(kind: PlaceholderKind): void {
  let sheet = sheets.get(kind);
  if (!sheet) {
    sheets.set(kind, (sheet = new CSSStyleSheet()));
    sheet.replaceSync(rulesOf(kind));
  }
  const { adoptedStyleSheets } = unshadowed(document);
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}
