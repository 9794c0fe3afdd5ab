import type { JunctionConnect } from '../element/junction-connect.js';
import { showsSomething } from '../element/visible-content.js';
import { attempt } from '../link/attempt.js';
import { unshadowed } from '../link/unshadowed.js';
import type { Place } from './place.js';

const slotOf = (node: Node): string | undefined => (node as Partial<Element>).slot;

/** The place of an element in the shadow root of its placeholder. */
export class ShadowPlace implements Place {
  readonly savedElement = undefined;
  readonly #node: HTMLElement;
  readonly #labelSlot = unshadowed(document).createElement('slot');
  readonly #triggerSlot = unshadowed(document).createElement('slot');
  /** Shows the content of the node in place of the element. */
  readonly #contentSlot = unshadowed(document).createElement('slot');
  readonly #root: ShadowRoot;

  private constructor(node: HTMLElement) {
    this.#node = node;
    this.#triggerSlot.name = this.#triggerSlot.slot = 'trigger';
    this.#root = node.attachShadow({ mode: 'open' }); // After everything that markup of the page can make fail.
  }

  /** Returns undefined when the node can have no shadow root of ours: a list item cannot, and a component has its own. */
  static create(node: HTMLElement): ShadowPlace | undefined {
    // A custom element adds its shadow root itself, perhaps later.
    if (node.shadowRoot || node.localName.includes('-')) return undefined;
    return attempt(() => new ShadowPlace(node));
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
    if (element.parentNode === this.#root || !this.#root.firstChild) this.#root.replaceChildren(this.#contentSlot);
  }
}
