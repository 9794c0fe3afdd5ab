import type { LocalizedText } from '../i18n/find-text.js';
import type { MessageKey } from '../i18n/messages.js';

/** What Link needs from the element that has launched it. */
export interface LaunchingElement {
  /** Returns the first of these texts that can be shown, as the element shows it: in its language, with its own texts. */
  findText(...keys: readonly MessageKey[]): LocalizedText;
  /** Returns the name of the provider that the element connects, if it is known. */
  providerName(): string | undefined;
  /** Moves the focus to the bar, which the element shows while Link is stuck. Returns false when the bar is not shown. */
  focusBar(): boolean;
  /** Shows the bar again where a person can press it, if the page has hidden, covered or moved it. */
  keepBarReachable(): void;
  /** Returns false while the element is not in the page: a router has removed it, or moves it. */
  isInPage(): boolean;
  /** Aborts when the element was removed from the page. A move does not abort it. */
  readonly removal: AbortSignal;
}
