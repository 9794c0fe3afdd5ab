import { deferHydration } from '../element/defer-hydration.js';
import type { SettingsElement } from '../element/settings-element.js';

/**
 * Returns the attributes that an element takes from its placeholder or script tag, where they have the prefix `data-`.
 *
 * @param element The tag name of the element. It is registered.
 */
export function settingNames(element: string): readonly string[] {
  const { observedAttributes } = customElements.get(element) as unknown as typeof SettingsElement;
  return [...observedAttributes, 'dir', 'lang', 'nonce'].filter((name) => name !== deferHydration);
}

/** Returns the value of a setting, or null. A field with the name `getAttribute` hides the function of its form. */
export const readSetting = (source: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(source, `data-${name}`);

/**
 * Copies the settings of a placeholder or a script tag to its element. It copies only known settings, because sanitizers let
 * `data-onclick` pass, and it must not become `onclick`.
 */
export class SettingsCopy {
  readonly #source: HTMLElement;
  readonly #element: HTMLElement;
  /** The values at the last update. A property that a script of the page has set stays until its attribute changes. */
  readonly #values = new Map<string, string | null>();

  #nonce = '';

  constructor(source: HTMLElement, element: HTMLElement) {
    this.#source = source;
    this.#element = element;
  }

  /** Copies the settings that have changed since the last call. The first call copies all of them. */
  update(): void {
    for (const name of settingNames(this.#element.localName)) {
      const value = readSetting(this.#source, name);
      if (this.#values.get(name) === value) continue;
      this.#values.set(name, value);
      if (value === null) this.#element.removeAttribute(name);
      else if (this.#element.getAttribute(name) !== value) this.#element.setAttribute(name, value);
    }
    const { nonce } = this.#source; // The browser hides the attribute `nonce` from scripts.
    if (nonce && nonce !== this.#nonce) this.#element.nonce = this.#nonce = nonce;
  }
}
