/** The bar that the element shows while an embedded Link is stuck. `focus` and `keepReachable` do nothing without it. */
export interface Bar {
  /** Moves the focus to the bar. Returns false when the bar is not shown. */
  focus(): boolean;
  /** Shows the bar again where a person can press it, if the page has hidden, covered or moved it. */
  keepReachable(): void;
  /** Returns false while the element is not in the page: a router has removed it, or moves it. */
  isInPage(): boolean;
}
