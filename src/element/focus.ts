/**
 * Gives the focus back to a control, unless the person or the page has put it elsewhere since. A frame counts as nowhere:
 * it is Link's, on its way out.
 */
export function returnFocus(control: HTMLElement | null | undefined): void {
  if (document.activeElement?.matches('body, iframe') !== false) control?.focus();
}
