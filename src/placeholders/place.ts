import type { JunctionConnect } from '../element/junction-connect.js';

/** The place of an element in its placeholder. */
export interface Place {
  /** An element that is in the place already: it was saved with the page, or copied with the node. */
  readonly savedElement: JunctionConnect | undefined;
  /** Shows the element with the content that the node has now. */
  show(element: JunctionConnect): void;
  /** Shows the content of the node in place of the element. */
  hide(element: JunctionConnect): void;
}
