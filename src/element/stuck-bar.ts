import { adoptStyles, html, nothing, render, unsafeCSS } from 'lit';
import type { Messages } from '../i18n/messages.js';
import { attempt } from '../link/attempt.js';
import { barContentStyles, barStyle } from './styles.js';

export interface StuckBarOptions {
  readonly messages: Messages;
  /** The language code of the messages. */
  readonly language: string;
  /** Undefined when there is nothing to go on with: after a success. */
  readonly onContinue: (() => void) | undefined;
  readonly onClose: () => void;
  /** Called when the Tab key leads out of the bar. Moves the focus into Link. */
  readonly onLeave: () => void;
}

/**
 * The bar at the lower edge of the window. With it, the person can go on when an embedded Link is stuck. It is a popover in
 * the element, so that it lies over Link in the top layer of the page. It takes no focus. It is not a modal dialog, because
 * that would stop all input to Link.
 */
export class StuckBar {
  readonly #host = document.createElement('junction-connect-bar');
  readonly #buttons: HTMLButtonElement[];

  /** Shows the bar in the element. */
  constructor(element: Element, { messages, language, onContinue, onClose, onLeave }: StuckBarOptions) {
    const host = this.#host;
    const root = host.attachShadow({ mode: 'open' });
    attempt(() => adoptStyles(root, [unsafeCSS(barContentStyles)]));
    const continueButton = html`<button @click=${onContinue}>${messages.continueInWindow}</button>`;
    render(
      html`
        <p role="alert">${messages.stuck}</p>
        ${onContinue ? continueButton : nothing}
        <button @click=${onClose}>${messages.close}</button>
      `,
      root,
    );
    this.#buttons = [...root.querySelectorAll('button')];
    host.style.cssText = barStyle;
    host.lang = language;
    host.dir = getComputedStyle(element).direction;
    host.popover = 'manual';
    host.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') onClose();
      // Behind the bar, the page under Link comes next.
      if (event.key !== 'Tab' || event.composedPath()[0] !== this.#buttons.at(event.shiftKey ? 0 : -1)) return;
      event.preventDefault();
      onLeave();
    });
    element.shadowRoot!.append(host);
    this.#show();
    // The page may have hidden the element, for example a menu with it. Then the bar cannot be seen there.
    if (host.getClientRects().length > 0) return;
    document.body.append(host);
    this.#show();
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

  #show(): void {
    attempt(() => this.#host.showPopover());
  }
}
