/** The texts that a person reads, in one language. */
export interface Messages {
  /** The label of the button, if the page gives it no text. */
  readonly label: string;
  /** The messages below the button, for the statuses `loading`, `connected` and `error`. */
  readonly loading: string;
  readonly connected: string;
  readonly error: string;
  /** The message after an error that only the site's owner can fix. */
  readonly broken: string;
  /** The link that opens hosted Link in a window. */
  readonly link: string;
  /** The link that shows hosted Link in place of the page, because the browser opens no windows. */
  readonly continueHere: string;
  /** The question in the bar that is shown while an embedded Link is stuck. */
  readonly stuck: string;
  /** The labels of the buttons in that bar. */
  readonly continueInWindow: string;
  readonly close: string;
  /** The text in the window before Link is shown there. */
  readonly opening: string;
  /** The text in the window after Link has ended. */
  readonly done: string;
}
