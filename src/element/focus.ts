/**
 * Moves the focus back to a control after Link has closed, or to the element if the page has replaced the control. Does
 * nothing if the person or the page has focused something else.
 */
export function returnFocus(control: HTMLElement | null | undefined, element: HTMLElement): void {
  if (document.activeElement !== document.body) return;
  if (control?.isConnected) control.focus();
  else if (control) element.focus();
}
