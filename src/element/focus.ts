/** Gives the focus back to a control, unless the person or the page has put it elsewhere since Link took it along. */
export function returnFocus(control: HTMLElement | null | undefined): void {
  if (document.activeElement === document.body) control?.focus();
}
