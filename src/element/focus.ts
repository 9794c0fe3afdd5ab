/**
 * Moves the focus back to a control after Link has closed. Does nothing if the person or the page has focused something
 * else.
 */
export function returnFocus(control: HTMLElement | null | undefined): void {
  if (document.activeElement === document.body) control?.focus();
}
