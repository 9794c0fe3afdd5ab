import { adoptStyles, html, nothing, render, unsafeCSS } from 'lit';
import type { LocalizedText } from '../i18n/find-text.js';
import type { MessageKey } from '../i18n/messages.js';
import { attempt } from '../link/attempt.js';
import { closestInPage, elementAt } from '../link/embedded/composed-tree.js';
import { unshadowed } from '../link/unshadowed.js';
import { barContentStyles, barStyle } from './styles.js';

export interface StuckBarOptions {
  /** Returns a text in the language of the element. */
  readonly findText: (key: MessageKey) => LocalizedText;
  /** False after a success, because then there is nothing to continue. */
  readonly canContinue: boolean;
  readonly onContinue: () => void;
  readonly onClose: () => void;
  /** Called when the Tab key leads out of the bar. Moves the focus into Link. */
  readonly onLeave: () => void;
}

/**
 * The events of a press. Scripts of the page listen to them, to close a menu or a dialog when the person presses
 * outside of it. The page must not close the menu or dialog that contains the element.
 */
const pressEvents = ['pointerdown', 'mousedown', 'touchstart', 'click'];

/**
 * The bar at the lower edge of the window. With it, the person can go on when an embedded Link is stuck. It is a
 * popover, so that it lies over Link in the top layer of the page. It does not take the focus when it is shown. It is
 * not a modal dialog, because that would stop all input to Link.
 */
export class StuckBar {
  readonly canContinue: boolean;
  readonly #element: Element;
  readonly #host = unshadowed(document).createElement('junction-connect-bar');
  readonly #root: ShadowRoot;
  readonly #options: StuckBarOptions;
  #buttons: HTMLButtonElement[] = [];

  /** Shows the bar in the element, or elsewhere in the page if nobody could press it in the element. */
  constructor(element: Element, options: StuckBarOptions) {
    const { canContinue, onClose, onLeave } = options;
    this.#element = element;
    this.#options = options;
    this.canContinue = canContinue;
    const host = this.#host;
    this.#root = host.attachShadow({ mode: 'open' });
    attempt(() => adoptStyles(this.#root, [unsafeCSS(barContentStyles)]));
    this.showTexts();
    host.style.cssText = barStyle;
    host.dir = getComputedStyle(element).direction;
    host.popover = 'manual';
    for (const type of pressEvents) {
      host.addEventListener(type, (event) => {
        event.stopPropagation();
        // A press beside a button must not move the focus to the element, or follow a link that contains the element.
        if (type === 'mousedown' || type === 'click') event.preventDefault();
      });
    }
    host.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') onClose();
      // After the bar, the Tab key would reach the page under Link. So the focus goes into Link instead.
      if (event.key !== 'Tab' || event.composedPath()[0] !== this.#buttons.at(event.shiftKey ? 0 : -1)) return;
      event.preventDefault();
      onLeave();
    });
    this.keepReachable();
  }

  /** Shows the texts, also when the language has changed. */
  showTexts(): void {
    const { canContinue, findText, onContinue, onClose } = this.#options;
    const { text: question, language = '' } = findText('stuck');
    const continueButton = html`<button @click=${onContinue}>${findText('continueInWindow').text}</button>`;
    render(
      html`
        <p role="alert">${question}</p>
        ${canContinue ? continueButton : nothing}
        <button @click=${onClose}>${findText('close').text}</button>
      `,
      this.#root,
    );
    this.#buttons = [...this.#root.querySelectorAll('button')];
    // In the body, even the same value would be a change of the page, which updates all elements.
    if (this.#host.lang !== language) this.#host.lang = language;
  }

  get hasFocus(): boolean {
    return !!this.#host.shadowRoot!.activeElement;
  }

  focus(): void {
    this.#buttons[0]!.focus();
  }

  remove(): void {
    this.#host.remove();
  }

  /**
   * Shows the bar in the first place where a person can press it. The page may have hidden the element, for example in
   * a menu that has closed, or may have made it inert.
   */
  keepReachable(): void {
    this.#host.inert = false; // A library may have made the bar inert when it came into the body.
    this.#host.removeAttribute('aria-hidden');
    if (this.#isReachable()) return;
    const { hasFocus } = this;
    const { body, documentElement, fullscreenElement } = unshadowed(document);
    const places = [this.#element.shadowRoot, fullscreenElement, body, documentElement];
    places.filter((place) => !!place).some((place) => this.#showIn(place));
    if (hasFocus) this.focus();
  }

  #showIn(place: ParentNode): boolean {
    const host = this.#host;
    place.append(host);
    attempt(() => host.showPopover());
    return this.#isReachable();
  }

  #isReachable(): boolean {
    const button = this.#buttons[0]!;
    if (!button.isConnected || closestInPage(button, '[inert], [aria-hidden=true]')) return false;
    // The browser closes a popover that is moved. Then Link can lie over it, and let presses through if Link is inert.
    if (attempt(() => this.#host.matches(':popover-open')) === false) return false;
    const { left, right, top, bottom } = button.getBoundingClientRect();
    return elementAt((left + right) / 2, (top + bottom) / 2, { document }) === button;
  }
}
