/** What Link needs from the element that has launched it. */
export interface LaunchingElement {
  /** Moves the focus to the bar, which the element shows while Link is stuck. Returns false when the bar is not shown. */
  focusBar(): boolean;
  /** Shows the bar again where a person can press it, if the page has hidden, covered or moved it. */
  keepBarReachable(): void;
  /** Returns false while the element is not in the page: a router has removed it, or moves it. */
  isInPage(): boolean;
  /** Aborts when the element was removed from the page. A move does not abort it. */
  readonly removal: AbortSignal;
}
