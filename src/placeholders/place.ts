import type { SettingsElement } from '../element/settings-element.js';

/** The place of an element in its placeholder. */
export interface Place {
  /** An element that is in the place already: it was saved with the page, or copied with the node. */
  readonly savedElement: SettingsElement | undefined;
  /** Shows the element with the content that the node has now. */
  show(element: SettingsElement): void;
  /** Shows the content of the node in place of the element. */
  hide(element: SettingsElement): void;
}
