import type { SettingsElement } from '../element/settings-element.js';
import { setSourceNode } from '../element/source-node.js';
import { attempt } from '../link/attempt.js';
import { unshadowed } from '../link/unshadowed.js';
import { InlinePlace } from './inline-place.js';
import type { PlaceholderKind } from './kinds.js';
import type { Place } from './place.js';
import { SettingsCopy } from './settings.js';
import { ShadowPlace } from './shadow-place.js';

/** Tags whose content no browser shows. */
const unusableTags =
  'area, base, br, canvas, col, embed, hr, iframe, img, input, link, meta, object, option, select, template, textarea, video';

/**
 * A node with the attribute of a kind, such as `data-junction-connect`, and the element that it shows. The node and its
 * children belong to the code that made them, so they stay as they are.
 */
export class Placeholder {
  readonly #node: HTMLElement;
  readonly #kind: PlaceholderKind;
  readonly #place: Place;
  readonly #element: SettingsElement;
  readonly #settings: SettingsCopy;
  #isShown = false;
  #isBroken = false;

  /**
   * @param onBroken Called when the element cannot render. The node shows its own content then.
   * @throws TypeError when the node can show no element
   */
  constructor(node: HTMLElement, kind: PlaceholderKind, onBroken: () => void) {
    if (node.matches(unusableTags)) throw new TypeError(`<${node.localName}> shows no content`);
    this.#node = node;
    this.#kind = kind;
    this.#place = ShadowPlace.create(node, kind) ?? new InlinePlace(node, kind);
    this.#element = this.#place.savedElement ?? unshadowed(document).createElement(kind.name);
    this.#element.setAttribute('exportparts', kind.parts);
    this.#settings = new SettingsCopy(node, this.#element);
    setSourceNode(this.#element, node);
    // Lit reads functions of `document` that markup can hide, such as `createComment`.
    this.#element.updateComplete.catch(() => {
      this.#isBroken = true;
      this.update();
      onBroken();
    });
    // A page may change the settings just before a press.
    node.addEventListener('click', () => attempt(() => this.update()), true);
    node.addEventListener('click', (event) => this.#onScriptedClick(event));
  }

  /** Shows the element with the settings that the node has now. While the node is edited, it shows only its own content. */
  update(): void {
    const node = this.#node;
    if (!node.isConnected) return; // The page may put it back.
    // An editor saves the markup as it is in the page, so it must not find the element there.
    this.#isShown = !this.#isBroken && node.matches(this.#kind.selector) && !node.isContentEditable;
    if (!this.#isShown) return this.#place.hide(this.#element);
    this.#settings.update();
    this.#place.show(this.#element);
  }

  /** Puts the element back at once, if a morph of the page has removed it from the node. Then it keeps its session. */
  restore(): void {
    if (this.#isShown && !this.#element.isConnected) this.update();
  }

  /** Handles a click that a script dispatches on the node, or on content of the node that is hidden beside the element. */
  #onScriptedClick(event: MouseEvent): void {
    const kind = this.#kind;
    const path = event.composedPath();
    const isHidden = this.#place instanceof InlinePlace && !path.includes(this.#element);
    const isOnNode = path[0] === this.#node || isHidden;
    if (event.isTrusted || event.defaultPrevented || !isOnNode || !this.#isShown || !kind.press) return;
    event.preventDefault();
    kind.press(this.#element);
  }
}
