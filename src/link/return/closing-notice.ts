import { attempt } from '../attempt.js';
import { languageOf, messagesFor } from '../language-of.js';
import type { Platform } from '../platform.js';

/**
 * Says that the person can close this window. The browser does not let a script close it after a provider's page has cut
 * the window off from its opener, or when it is a tab on a phone. The button tries it again, and otherwise shows the page.
 */
export function showClosingNotice(platform: Platform): void {
  const { document } = platform;
  attempt(() => {
    const page = document.documentElement;
    const messages = messagesFor(page);
    const dialog = document.createElement('dialog');
    const button = document.createElement('button');
    dialog.lang = languageOf(page);
    button.textContent = messages.close;
    button.onclick = () => {
      dialog.remove();
      platform.close();
    };
    dialog.append(messages.done, document.createElement('hr'), button);
    page.append(dialog);
    dialog.showModal();
  });
}
