import { selfAndAncestors } from '../link/embedded/composed-tree.js';
import { unshadowed } from '../link/unshadowed.js';

/**
 * Moves the focus back to a control after Link has closed, or to the element if the page has replaced the control. If that one
 * cannot have the focus, because the page has hidden it, moves it to what is around it, such as a dialog. Does nothing if the
 * person or the page has focused something else.
 */
export function returnFocus(control: HTMLElement | null | undefined, element: HTMLElement): void {
  if (!control) return;
  for (const node of selfAndAncestors(control.isConnected ? control : element)) {
    if (!isFocusFree()) return;
    (node as Partial<HTMLElement>).focus?.();
  }
}

/**
 * Scrolls to an element and focuses it, so that the person finds it after a redirect. Does nothing if something in the page
 * has the focus already.
 */
export function scrollIntoViewAndFocus(element: HTMLElement): void {
  if (!isFocusFree() || !element.isConnected) return;
  const { top, bottom } = element.getBoundingClientRect();
  const isOutside = top < 0 || bottom > innerHeight;
  // Also scrolls the boxes around the element. `nearest` moves nothing that is visible.
  element.scrollIntoView({ block: isOutside ? 'center' : 'nearest', inline: 'nearest' });
  element.focus({ preventScroll: true });
}

/** Returns true when no element of the page has the focus. */
export function isFocusFree(): boolean {
  const { activeElement, body } = unshadowed(document);
  return activeElement === body;
}
