import type { ReactiveElement } from 'lit';
import { isFocusFree } from '../element/focus.js';

/** Selects the elements whose button is hidden, because the provider is connected. */
const withoutButton = '.connected junction-connect';

/**
 * Keeps the keyboard focus in the list. An update can move, remove or hide the control with the focus. Then the focus moves to
 * the first of these that can have it: this control, Connect in its row, the row, the list, the message in place of the list.
 */
export class ListFocus {
  readonly #host: ReactiveElement;
  /** The control that had the focus before the update, and the id of its row. */
  #before: { readonly control: HTMLElement; readonly rowId: string | undefined } | undefined;
  /** What gets the focus after the update: the id of the row, and a selector. */
  #next: { readonly rowId: string; readonly selector: string } | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** Moves the focus after the next update, to the first element of a row that matches the selector. */
  moveTo(provider: string, selector: string): void {
    this.#next = { rowId: `row-${provider}`, selector };
  }

  beforeUpdate(): void {
    const control = this.#host.shadowRoot?.activeElement as HTMLElement | null | undefined;
    if (control) this.#before = { control, rowId: control.closest('li')?.id };
  }

  async afterUpdate(): Promise<void> {
    const root = this.#host.shadowRoot!;
    const [before, next] = [this.#before, this.#next];
    this.#before = this.#next = undefined;
    const isLost = before && (before.control !== root.activeElement || before.control.matches(withoutButton));
    if (!next && !isLost) return;
    const rowId = next?.rowId ?? before?.rowId;
    const selectors = [
      ...(next ? [`#${next.rowId} ${next.selector}`] : []),
      ...(rowId ? [`#${rowId} junction-connect`, `#${rowId}`] : []),
      'ul',
      '[role=status]',
    ];
    const candidates = selectors.map((selector) => root.querySelector<HTMLElement>(selector));
    for (const candidate of next ? candidates : [before!.control, ...candidates]) {
      if (!candidate || candidate.matches(withoutButton)) continue;
      await (candidate as Partial<ReactiveElement>).updateComplete; // A new button is not rendered yet.
      if (!isFocusFree() && !root.activeElement) return; // The person or the page has focused something else.
      candidate.focus();
      if (candidate === root.activeElement) return;
    }
  }
}
