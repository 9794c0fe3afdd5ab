import { attempt } from '../attempt.js';
import { messagesFor } from '../language-of.js';
import { isLinkAddress } from '../link-location.js';
import type { Platform } from '../platform.js';
import { returnChannel, type ReturnMessage } from './return-message.js';
import type { ReturnQuery } from './return-query.js';

/**
 * Reports the return to the page that opened this window. If that page answers with an address of Link, this window goes
 * there. If it answers with an empty text, this window closes. Without an answer this page stays as it is.
 */
export function sendReturnMessage(
  { returnKey, appended }: ReturnQuery,
  onAnswer: () => void,
  platform: Platform,
): void {
  const { document, location } = platform;
  const opener = platform.opener as Window | null;
  const channel = attempt(() => returnChannel(returnKey, platform));
  const message: ReturnMessage = {
    junction_session: returnKey,
    page: platform.performance.timeOrigin,
    outcome: appended,
  };
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (typeof data !== 'string') return;
      onAnswer();
      const url = attempt(() => new URL(data));
      if (url && isLinkAddress(url)) return location.replace(url);
      channel.close(); // One answer is enough.
      // The person sees this text when the browser does not let a script close the window: after a provider's page has cut
      // the window off from its opener.
      const dialog = document.createElement('dialog');
      dialog.textContent = messagesFor(document.documentElement).done;
      document.documentElement.append(dialog);
      dialog.showModal();
      platform.close();
    };
    channel.postMessage(message);
  }
  opener?.postMessage(message, location.origin);
}
