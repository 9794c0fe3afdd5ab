import { isServer, LitElement } from 'lit';
import { attempt } from '../link/attempt.js';
import type { SettingSource } from '../link/configuration/setting-source.js';
import { deferHydration } from './defer-hydration.js';
import { addDeferredElement, removeDeferredElement } from './deferred-elements.js';
import { sourceOfAttribute } from './source-of-attribute.js';

/** True when the page loaded Lit's hydration before Lit. Lit looks for it only once, when Lit itself is loaded. */
const hasHydration = /* @__PURE__ */ (() =>
  typeof (globalThis as { litElementHydrateSupport?: unknown }).litElementHydrateSupport === 'function')();

/**
 * An element that knows where each of its settings comes from. Markup can come from a stranger, so a setting from a script may
 * do more than the same setting from an attribute. With the attribute `defer-hydration`, the element waits until a framework
 * has given it its settings.
 */
export abstract class SettingsElement extends LitElement {
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, deferHydration];
  }

  /** The properties that a script has assigned after their attributes were last set. */
  readonly #assigned = new Set<PropertyKey>();
  #isReadingAttribute = false;
  /** True until the first update, if a server has rendered the element. The server did not know the language of the page. */
  protected isHydrating = isServer;

  /** Returns where the value of a setting comes from. */
  protected readonly sourceOf = (setting: string): SettingSource => {
    const attribute = (this.constructor as typeof LitElement).properties[setting]?.attribute ?? setting;
    return this.#assigned.has(setting) ? 'page' : sourceOfAttribute(this, String(attribute));
  };

  override connectedCallback(): void {
    if (this.isDeferred) return addDeferredElement(this);
    removeDeferredElement(this);
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeDeferredElement(this);
  }

  override attributeChangedCallback(name: string, oldValue: string | null, value: string | null): void {
    this.#isReadingAttribute = true;
    try {
      super.attributeChangedCallback(name, oldValue, value);
    } finally {
      this.#isReadingAttribute = false;
    }
    if (name === deferHydration && value === null && !this.hasUpdated && this.isConnected) this.connectedCallback();
  }

  /**
   * Called when a property gets a value. Notes whether the value comes from a script or from an attribute. Undefined stands for
   * the default: a framework assigns it when a template has no value for a property, or no longer sets it.
   */
  override requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void {
    const [property, , options] = change;
    if (property !== undefined) {
      // The defaults are private to Lit. Lit restores a default when the attribute is removed, so this does the same.
      if (options?.useDefault && this[property as keyof this] === undefined)
        return this.attributeChangedCallback(String(options.attribute ?? property), null, null);
      if (this.#isReadingAttribute) this.#assigned.delete(property);
      else this.#assigned.add(property);
    }
    super.requestUpdate(...change);
  }

  /**
   * True while the element waits for its framework. After the first update, the attribute has no effect, even if a library that
   * restores markup adds it again.
   */
  protected get isDeferred(): boolean {
    return !this.hasUpdated && this.hasAttribute(deferHydration);
  }

  /**
   * Returns the root to render into. Without Lit's hydration, removes the nodes that a server has rendered there, because
   * Lit would add the same nodes again. In another document the browser refuses our style sheet, so there the element has no
   * styles.
   */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (!hasHydration) this.shadowRoot?.replaceChildren();
    this.isHydrating = !!this.shadowRoot?.hasChildNodes();
    return attempt(() => super.createRenderRoot()) ?? this.shadowRoot!;
  }
}
