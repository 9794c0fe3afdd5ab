import type { JunctionConnect } from '../element/junction-connect.js';
import { showsSomething } from '../element/visible-content.js';
import { attempt } from '../link/attempt.js';
import type { Place } from './place.js';

const slotOf = (node: Node): string | undefined => (node as Partial<Element>).slot;

/** The place of an element in the shadow root of its placeholder. */
export class ShadowPlace implements Place {
  readonly savedElement = undefined;
  readonly #node: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #labelSlot = document.createElement('slot');
  readonly #triggerSlot = document.createElement('slot');

  private constructor(node: HTMLElement, root: ShadowRoot) {
    this.#node = node;
    this.#root = root;
    this.#triggerSlot.name = this.#triggerSlot.slot = 'trigger';
  }

  /** Returns undefined when the node can have no shadow root of ours: a list item cannot, and a component has its own. */
  static create(node: HTMLElement): ShadowPlace | undefined {
    // A custom element adds its shadow root itself, perhaps later.
    if (node.shadowRoot || node.localName.includes('-')) return undefined;
    const root = attempt(() => node.attachShadow({ mode: 'open' }));
    return root && new ShadowPlace(node, root);
  }

  show(element: JunctionConnect): void {
    const children = [...this.#node.childNodes];
    const slots: HTMLSlotElement[] = [];
    // A forwarded slot replaces the default content, even when the slot is empty. So forward only the slots that have content.
    if (children.some((child) => !slotOf(child) && showsSomething(child))) slots.push(this.#labelSlot);
    if (children.some((child) => slotOf(child) === 'trigger')) slots.push(this.#triggerSlot);
    if (slots.length !== element.childNodes.length || slots.some((slot) => slot.parentNode !== element))
      element.replaceChildren(...slots);
    const { id } = this.#node; // After a redirect, the element is found again by its `id`.
    if (element.id !== id) element.id = id;
    if (element.parentNode !== this.#root) this.#root.replaceChildren(element);
  }

  hide(element: JunctionConnect): void {
    if (element.parentNode === this.#root || !this.#root.firstChild)
      this.#root.replaceChildren(document.createElement('slot'));
  }
}
