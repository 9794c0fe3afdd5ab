/** The bar that the element shows while an embedded Link is stuck. Its functions do nothing while it is not shown. */
export interface Bar {
  /** Moves the focus to the bar. Returns false when the bar is not shown. */
  focus(): boolean;
  /** Shows the bar again where a person can press it, if the page has hidden, covered or moved it. */
  keepReachable(): void;
}
