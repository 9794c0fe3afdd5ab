import type { ConnectionsMessages, ConnectionsTextKey } from './connections/messages.js';

/**
 * The texts of `<junction-connect>`, in one language. In each text, `{provider}` stands for the name of the provider, such as
 * Oura. A text with `{provider}` is used only when the provider is known. Texts are plain text: markup in them is shown as
 * text.
 */
export interface Messages {
  /** The label of the button, if the page gives it no text, and the provider is not known. */
  readonly label: string;
  /** The label when the element has a `provider`. */
  readonly labelProvider: string;
  /** The label when the element has a `provider`, and this provider is connected. A press connects it again. */
  readonly labelAgain: string;
  /** Link is loading. It is announced at once, and shown after a second. */
  readonly loading: string;
  /** Link is open in another window. The link `showWindow` follows. */
  readonly window: string;
  /** The link that brings Link's window to the front. */
  readonly showWindow: string;
  /** A provider is connected, and its name is not known. */
  readonly connected: string;
  /** A provider is connected. */
  readonly connectedProvider: string;
  /** Something failed. The person can try again. */
  readonly tryAgain: string;
  /** The browser has no connection to the network. */
  readonly offline: string;
  /** The token endpoint answered 429: too many requests. The person should wait for a moment. */
  readonly busy: string;
  /** The token endpoint answered 401 or 419: nobody is signed in at the site, for example because the session has ended. */
  readonly signIn: string;
  /** The person did not allow the access that the provider has to give (`required_scopes_not_granted`). */
  readonly denied: string;
  /** The provider did not accept the password, the email address or the code of the person. */
  readonly credentials: string;
  /** Another user of the site has connected this account of the provider (`duplicate_connection`). */
  readonly linkedElsewhere: string;
  /** The provider does not serve the person's region (`unsupported_region`). */
  readonly region: string;
  /** Something failed that only the site can fix. */
  readonly unavailable: string;
  /** The browser opened no window. The link `openLink` or `openLinkHere` follows. */
  readonly blocked: string;
  /** The link that opens hosted Link in a window. */
  readonly openLink: string;
  /** The link that shows hosted Link in place of the page, because the browser opens no windows. */
  readonly openLinkHere: string;
  /** The question in the bar that is shown while an embedded Link shows no sign of life, or cannot be reached. */
  readonly stuck: string;
  /** The button in that bar that opens hosted Link in a window. */
  readonly continueInWindow: string;
  /** The button that closes Link or the window. */
  readonly close: string;
  /** Link was closed before it has reported a connection. In the page only screen readers say it. Link's window shows it. */
  readonly exited: string;
  /** In Link's window, before Link is shown there. */
  readonly opening: string;
  /** In Link's window, after Link has ended. It follows the text that says what happened. */
  readonly done: string;
}

/** The name of a text. */
export type MessageKey = keyof Messages;

/** Some or all of the texts of all elements, as a page gives them. */
export type PartialMessages = Partial<Messages> & {
  /** Texts of `<junction-connections>`. */
  readonly connections?: Partial<ConnectionsMessages>;
};

/** The name of a text of any element. */
export type TextKey = MessageKey | ConnectionsTextKey;

/** Some or all of the texts of all elements, by these names. */
export type Texts = Readonly<Partial<Record<TextKey, string>>>;
