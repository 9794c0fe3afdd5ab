import { setEventTarget } from '../element/event-target.js';
import type { JunctionConnect } from '../element/junction-connect.js';
import { isLabel } from '../element/visible-content.js';
import { attempt } from '../link/attempt.js';
import { readSetting, SettingsCopy } from './settings.js';

/** The parts of the element. A page styles them at the placeholder, too: `div::part(button)`. */
const exportedParts = 'button, label, spinner, message, link';

/**
 * A node with the attribute `data-junction-connect`, and the element that it shows. The node and its children belong to the
 * code that made them, so they stay as they are. The element is in a shadow root of the node.
 *
 * Some nodes can have no shadow root, such as a link or a list item. There the element is the first child, and a style sheet
 * hides the other children.
 */
export class Placeholder {
  readonly #node: HTMLElement;
  readonly #root: ShadowRoot | undefined;
  readonly #element: JunctionConnect;
  readonly #settings: SettingsCopy;
  readonly #labelSlot = document.createElement('slot');
  readonly #triggerSlot = document.createElement('slot');

  constructor(node: HTMLElement) {
    this.#node = node;
    // A custom element makes its own shadow root, perhaps later.
    this.#root = node.localName.includes('-') ? undefined : attempt(() => node.attachShadow({ mode: 'open' }));
    this.#element = this.#savedElement ?? document.createElement('junction-connect');
    this.#element.setAttribute('exportparts', exportedParts);
    this.#triggerSlot.name = this.#triggerSlot.slot = 'trigger';
    this.#settings = new SettingsCopy(node, this.#element);
    setEventTarget(this.#element, node);
    // A page may change the settings just before a press.
    node.addEventListener('click', () => this.update(), true);
    node.addEventListener('click', (event) => {
      const isScripted = !event.isTrusted && event.composedPath()[0] === node;
      if (!isScripted || event.defaultPrevented || !this.#isShown) return;
      event.preventDefault();
      void this.#element.open();
    });
  }

  /** Shows the element with the settings that the node has now. While the node is edited, it shows only its own content. */
  update(): void {
    const node = this.#node;
    if (!node.isConnected) return; // The page may put it back.
    // An editor saves the page as it is.
    if (!node.hasAttribute('data-junction-connect') || node.isContentEditable) return this.#hide();
    this.#settings.update();
    if (this.#root) this.#showInRoot(this.#root);
    else this.#showInNode();
  }

  /** An element that was copied together with its node, or saved in the page. */
  get #savedElement(): JunctionConnect | undefined {
    const first = this.#node.firstElementChild;
    return !this.#root && first?.localName === 'junction-connect' ? (first as JunctionConnect) : undefined;
  }

  get #isShown(): boolean {
    return this.#element.isConnected;
  }

  #showInRoot(root: ShadowRoot): void {
    const children = [...this.#node.childNodes];
    const slots = [];
    // A slot always fills the slot of the element, also when it is empty. So there are only the slots that are needed.
    if (children.some(isLabel)) slots.push(this.#labelSlot);
    if (children.some((child) => (child as Element).slot === 'trigger')) slots.push(this.#triggerSlot);
    const element = this.#element;
    if (slots.length !== element.childNodes.length || slots.some((slot) => slot.parentNode !== element))
      element.replaceChildren(...slots);
    const { id } = this.#node; // After a redirect, the element is found again by its `id`.
    if (element.id !== id) element.id = id;
    if (element.parentNode !== root) root.replaceChildren(element);
  }

  #showInNode(): void {
    const node = this.#node;
    const label = [...node.childNodes].filter((child) => child !== this.#element).map((child) => child.textContent);
    if (readSetting(node, 'label') === null) this.#element.label = label.join('').trim();
    if (node.firstChild !== this.#element) node.prepend(this.#element);
    hideContentOfNodes();
  }

  #hide(): void {
    if (!this.#root) this.#element.remove();
    else if (this.#isShown || !this.#root.firstChild) this.#root.replaceChildren(document.createElement('slot'));
  }
}

let hasStyles = false;

/** Adds the style sheet that hides the content of the nodes beside their element. */
function hideContentOfNodes(): void {
  if (hasStyles) return;
  hasStyles = true;
  const sheet = new CSSStyleSheet();
  const element = '[data-junction-connect] > junction-connect:first-child';
  sheet.replaceSync(`
    [data-junction-connect]:has(> junction-connect:first-child) { visibility: hidden; font-size: 0 }
    ${element} { visibility: visible; font-size: 1rem }
    ${element} ~ * { display: none }
  `);
  document.adoptedStyleSheets.push(sheet);
}
