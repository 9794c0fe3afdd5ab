import type { SettingsElement } from '../element/settings-element.js';
import { showsSomething } from '../element/visible-content.js';
import { attempt } from '../link/attempt.js';
import { unshadowed } from '../link/unshadowed.js';
import type { PlaceholderKind } from './kinds.js';
import type { Place } from './place.js';

/** Returns the name of the slot that a child is for. The default slot has an empty name. */
const slotOf = (child: Node): string => (child as Partial<Element>).slot ?? '';

/** Returns a slot that shows content of a placeholder in the slot of the same name of its element. */
function createSlot(name: string): HTMLSlotElement {
  const slot = unshadowed(document).createElement('slot');
  slot.name = slot.slot = name;
  return slot;
}

/** The place of an element in the shadow root of its placeholder. */
export class ShadowPlace implements Place {
  readonly savedElement = undefined;
  readonly #node: HTMLElement;
  readonly #slots: readonly HTMLSlotElement[];
  /** Shows the content of the node in place of the element. */
  readonly #contentSlot = createSlot('');
  readonly #root: ShadowRoot;

  private constructor(node: HTMLElement, { slots }: PlaceholderKind) {
    this.#node = node;
    this.#slots = slots.map(createSlot);
    this.#root = node.attachShadow({ mode: 'open' }); // After everything that markup of the page can make fail.
  }

  /** Returns undefined when the node can have no shadow root of ours: a list item cannot, and a component has its own. */
  static create(node: HTMLElement, kind: PlaceholderKind): ShadowPlace | undefined {
    // A custom element adds its shadow root itself, perhaps later.
    if (node.shadowRoot || node.localName.includes('-')) return undefined;
    return attempt(() => new ShadowPlace(node, kind));
  }

  show(element: SettingsElement): void {
    const children = [...this.#node.childNodes];
    // A forwarded slot replaces the default content, even when the slot is empty. So forward only the slots that have content.
    const slots = this.#slots.filter(({ name }) =>
      children.some((child) => slotOf(child) === name && (name || showsSomething(child))),
    );
    if (slots.length !== element.childNodes.length || slots.some((slot) => slot.parentNode !== element))
      element.replaceChildren(...slots);
    const { id } = this.#node; // After a redirect, the element is found again by its `id`.
    if (element.id !== id) element.id = id;
    if (element.parentNode !== this.#root) this.#root.replaceChildren(element);
  }

  hide(element: SettingsElement): void {
    if (element.parentNode === this.#root || !this.#root.firstChild) this.#root.replaceChildren(this.#contentSlot);
  }
}
