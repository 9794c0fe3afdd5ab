/** Link before a person: over the page, in its window, in place of the page, or behind a link that is still to be pressed. */
export interface ShownLink {
  /**
   * Takes Link down, whatever it says to that.
   *
   * @param isOver whether an exit is told
   */
  close(isOver?: boolean): void;
  /** Whether Link is still there; undefined where nothing tells. */
  isShown(): boolean | undefined;
  /** Brings it to the front. */
  focus?(): void;
}
