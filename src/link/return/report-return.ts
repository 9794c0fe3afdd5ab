import { messagesFor } from '../../i18n/language-of.js';
import { attempt } from '../attempt.js';
import { isLinkAddress } from '../link-location.js';
import type { Platform } from '../platform.js';
import type { Return } from './return-address.js';
import { returnChannel, type ReturnMessage } from './return-message.js';

/**
 * Tells the page that opened this window what Link came back with, and does what it answers: closes the window, or goes
 * to Link again. Where nobody answers, this is a page like any other.
 */
export function reportReturn({ name, outcome }: Return, onAnswer: () => void, platform: Platform): void {
  const { document, location, performance } = platform;
  const opener = platform.opener as Window | null;
  const channel = attempt(() => returnChannel(name, platform));
  const message: ReturnMessage = { junction_session: name, page: performance.timeOrigin, outcome };
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (typeof data !== 'string') return;
      onAnswer();
      const url = attempt(() => new URL(data));
      if (url && isLinkAddress(url)) return location.replace(url);
      channel.close(); // It is said once.
      // Seen where the window may not be closed by script: where a provider's page has severed it from its opener.
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
