import { attempt } from '../attempt.js';
import { languageOf, messagesFor } from '../language-of.js';
import type { Platform } from '../platform.js';

/**
 * Shows a dialog that says that the person can close this window. The browser does not let a script close a window that a
 * provider's page has cut off from its opener, or that is a tab on a phone. The button of the dialog tries again to close
 * the window. If the browser does not close it, the person sees the page.
 */
export function showClosingNotice(platform: Platform): void {
  const { document } = platform;
  attempt(() => {
    const page = document.documentElement;
    const messages = messagesFor(page);
    const dialog = document.createElement('dialog');
    const text = document.createElement('p');
    const button = document.createElement('button');
    dialog.lang = languageOf(page);
    dialog.dir = 'auto'; // The page may be in a language without texts here, with another direction.
    text.textContent = messages.done;
    button.textContent = messages.close;
    Object.assign(button.style, { minHeight: '2.75rem', paddingInline: '1rem', font: 'inherit' });
    button.onclick = () => {
      dialog.remove();
      platform.close();
    };
    dialog.append(text, button);
    page.append(dialog);
    dialog.showModal();
  });
}
