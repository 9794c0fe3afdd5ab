import { findText } from '../../i18n/find-text.js';
import { directionOf } from '../../i18n/language-codes.js';
import type { MessageKey } from '../../i18n/messages.js';
import { nameOfProvider } from '../../junction/providers.js';
import { attempt } from '../attempt.js';
import { messageOfError } from '../error-message.js';
import { JunctionConnectError } from '../errors.js';
import { languageOf } from '../language-of.js';
import { type OutcomeReport, reportOfReturn } from '../link-report.js';
import type { Platform } from '../platform.js';
import { unshadowed } from '../unshadowed.js';
import { showText, windowContent, windowHeadingId } from '../window-content.js';

/** The style attributes. The dialog is in a page of the site, which may have styles of its own for dialogs and buttons. */
const styles = {
  dialog:
    'all:revert;box-sizing:border-box;max-width:min(26rem,100vw - 2rem);padding:1.5rem;border:1px solid GrayText;border-radius:0.75rem;background:Canvas;color:CanvasText;color-scheme:light dark',
  button:
    'all:revert;display:block;min-height:2.75rem;margin-block-start:1.25rem;padding:0.25rem 1.25rem;border:1px solid transparent;border-radius:0.5rem;background:#0a6f68;color:#fff;font:1rem/1.4 system-ui,sans-serif;cursor:pointer',
};

/**
 * Shows a dialog that says what has happened, and that the person can close this window. The browser does not let a script
 * close a window that a provider's page has cut off from its opener, or that is a tab on a phone. The button of the dialog
 * tries again to close the window. If the browser does not close it, the person sees the page.
 *
 * @param outcome Link's parameters in the return address.
 */
export function showClosingNotice(outcome: string, platform: Platform): void {
  const page = unshadowed(platform.document);
  attempt(() => {
    const report = reportOfReturn(outcome);
    const providerName = 'provider' in report ? nameOfProvider(report.provider) : undefined;
    const source = { language: languageOf(page.documentElement), providerName };
    const dialog = page.createElement('dialog');
    const button = page.createElement('button');
    const texts = { main: findText(keysOf(report), source), advice: findText(['done'], source) };
    dialog.append(windowContent(page, platform, { providerName, ...texts }), button);
    dialog.setAttribute('aria-labelledby', windowHeadingId); // An attribute must not name the provider.
    dialog.lang = texts.main.language ?? '';
    dialog.style.cssText = styles.dialog;
    dialog.dir = directionOf(texts.advice.language ?? source.language);
    showText(button, findText(['close'], source));
    button.style.cssText = styles.button;
    button.onclick = () => {
      dialog.remove();
      platform.close();
    };
    page.documentElement.append(dialog);
    dialog.showModal();
  });
}

/** Returns the keys of the text that says what has happened. */
function keysOf(report: OutcomeReport): readonly MessageKey[] {
  if (report.type === 'success') return ['connectedProvider', 'connected'];
  if (report.type === 'exit') return ['exited'];
  return [messageOfError(new JunctionConnectError(report.code, ''), false)];
}
