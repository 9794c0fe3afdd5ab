import { attempt } from '../attempt.js';
import { languageOf, messagesFor } from '../language-of.js';
import type { Platform } from '../platform.js';
import { unshadowed } from '../unshadowed.js';

/**
 * Shows a dialog that says that the person can close this window. The browser does not let a script close a window that a
 * provider's page has cut off from its opener, or that is a tab on a phone. The button of the dialog tries again to close
 * the window. If the browser does not close it, the person sees the page.
 */
export function showClosingNotice(platform: Platform): void {
  const page = unshadowed(platform.document);
  attempt(() => {
    const root = page.documentElement;
    const messages = messagesFor(root);
    const dialog = page.createElement('dialog');
    const text = page.createElement('p');
    const button = page.createElement('button');
    dialog.lang = languageOf(root);
    dialog.dir = 'auto'; // The page may be in a language without texts here, with another direction.
    text.textContent = messages.done;
    button.textContent = messages.close;
    Object.assign(button.style, { minHeight: '2.75rem', paddingInline: '1rem', font: 'inherit' });
    button.onclick = () => {
      dialog.remove();
      platform.close();
    };
    dialog.append(text, button);
    root.append(dialog);
    dialog.showModal();
  });
}
