import { linkTokenLifeMs } from '../../junction/link-token.js';
import { attempt } from '../attempt.js';
import { framePermissionError, JunctionConnectError } from '../errors.js';
import { languageOf } from '../language-of.js';
import type { LaunchingElement } from '../launching-element.js';
import { reportOfReturn } from '../link-report.js';
import type { Platform } from '../platform.js';
import { saveLaunchRecord } from '../return/launch-record.js';
import { receiveReturns } from '../return/receive-returns.js';
import { closeAnswer } from '../return/return-message.js';
import type { Launcher } from './launcher.js';
import { checkForms } from './frame-permissions.js';
import { unshadowed } from '../unshadowed.js';
import { windowContent } from '../window-content.js';

/** The time between two checks whether the window is closed, in milliseconds. */
const closedPollMs = 1000;

/** Shows hosted Link in a window of its own. */
export const popup: Launcher = {
  isHosted: true,

  start({ newRecord, platform, onReport, element }) {
    const page = unshadowed(platform.document);
    const linkWindow = openWindow(platform);
    describeWindow(linkWindow, element, platform);
    const record = newRecord();
    const { returnKey } = record;
    // The window has a `sessionStorage` of its own. If this page is gone when Link returns, the return page needs the record.
    saveLaunchRecord(record, linkWindow);

    const listeners = new AbortController(); // Aborting it removes the listeners.
    let timer: ReturnType<Platform['setTimeout']>;
    /** `empty`: before Link was shown. `returned`: the return page in the window waits for this page. */
    let windowState: 'empty' | 'link' | 'returned' = 'empty';
    let isRestored = false;
    const stopChecks = () => {
      listeners.abort();
      platform.clearTimeout(timer);
    };
    const stopListening = () => {
      stopChecks();
      receiver.close();
      element.removal.removeEventListener('abort', stopListening);
    };
    const closeWindow = () => {
      receiver.answer(closeAnswer); // For a window that is cut off from this page.
      stopListening();
      attempt(() => linkWindow.close()); // An object that a blocker returned as a window may have no functions.
    };
    const handlers = {
      onReturn(outcome: string) {
        windowState = 'returned'; // The window waits until this page sends it to Link again, or closes it.
        if (!onReport(reportOfReturn(outcome))) closeWindow();
      },
      onClaimedElsewhere: (outcome: string) => onReport({ type: 'claimed-elsewhere', report: reportOfReturn(outcome) }),
    };
    const receiver = receiveReturns({ returnKey, linkWindow, signal: listeners.signal }, handlers, platform);
    // When this page is left before the token arrives, nothing else can close the window.
    platform.addEventListener('pagehide', () => windowState === 'link' || closeWindow(), listeners);
    /** Returns true when the window is closed, or shows a page of this site again. */
    const hasReturned = () => linkWindow.closed || attempt(() => linkWindow.location.origin) === platform.self.origin;
    // While the browser kept this page in memory, the messages of the return page were lost. So this page does not know
    // whether Link had an outcome.
    platform.addEventListener(
      'pageshow',
      ({ persisted }) => {
        if (!persisted || !hasReturned()) return;
        isRestored = true;
        onReport({ type: 'page-restored' });
      },
      listeners,
    );
    /**
     * Returns true when the window was closed before it showed Link, as an extension does. `closed` can be trusted here: only
     * the page of a provider can cut a window off from its opener.
     */
    const wasBlocked = () => windowState === 'empty' && linkWindow.closed;
    const reportBlocked = () => void onReport({ type: 'unusable', error: closedWindowError() });
    /**
     * Reports an exit when the person has closed the window. `closed` is also true when a provider's page has cut the window
     * off from its opener (Cross-Origin-Opener-Policy). So this reports an exit only when, at two checks in a row, `closed` is
     * true and this page has the focus.
     */
    const pollClosed = (wasLeft = false) => {
      timer = platform.setTimeout(() => {
        if (wasBlocked()) return reportBlocked();
        const isLeft = linkWindow.closed && page.hasFocus();
        if (wasLeft && isLeft) onReport({ type: 'exit', reason: 'user' });
        else pollClosed(isLeft);
      }, closedPollMs);
    };
    pollClosed();

    return {
      show({ address }) {
        if (wasBlocked()) throw closedWindowError();
        windowState = 'link';
        // If the window was cut off from this page, only the channel reaches the return page in it.
        if (linkWindow.closed) receiver.answer(address);
        else attempt(() => linkWindow.location.replace(address));
      },
      close() {
        // The return page in the window may still have to report the outcome.
        if (isRestored) return stopListening();
        if (!linkWindow.closed || windowState === 'empty') return closeWindow();
        stopChecks();
        receiver.answer(closeAnswer);
        // The window may be open, and only cut off from this page. Then it can report a success until its token expires.
        timer = platform.setTimeout(closeWindow, linkTokenLifeMs);
        // After the removal, this page has no element for the event. So the return page offers the success to all pages.
        element.removal.addEventListener('abort', stopListening);
      },
      presence: () => (linkWindow.closed && !wasBlocked() ? 'gone' : 'present'),
      focus: () => (wasBlocked() ? reportBlocked() : attempt(() => linkWindow.focus())),
    };
  },
};

/**
 * @throws JunctionConnectError `popup_blocked`, or `configuration_invalid` in a frame without `allow-popups` or
 *   `allow-forms`.
 */
function openWindow(platform: Platform): Window {
  const { navigator, open } = platform;
  const isPressed = navigator.userActivation?.isActive;
  // In a frame without `allow-popups`, `open()` fails even during a press: it returns null, and throws in Firefox. That is
  // a configuration error, not a blocked popup.
  const opened = attempt(() => open('', '', 'popup,width=480,height=720') ?? null) ?? null;
  if (opened && isNewWindow(opened, platform)) {
    checkForms(opened, platform);
    return opened;
  }
  // Some apps open a window of their own, and return an object without a document for it. Close that window.
  attempt(() => opened && opened.document === undefined && opened.close());
  if (opened === null && isPressed && maybeSandboxed(platform)) throw framePermissionError('allow-popups');
  throw new JunctionConnectError('popup_blocked', `The browser opened no window. ${blockedAdvice}`);
}

/**
 * Returns true in a frame that has the attribute `sandbox`, or may have it. In a page of another site, a frame cannot read
 * its own attributes.
 */
const maybeSandboxed = ({ frameElement, parent, self }: Platform): boolean =>
  parent !== self && attempt(() => frameElement?.hasAttribute('sandbox')) !== false;

/**
 * Returns true for a new window. Android's WebView returns the page itself, unless its app handles windows. Content blockers
 * return an object without a document, a frame, a proxy of the page, or another window. This page must not write into those.
 */
function isNewWindow(opened: Window, { document, parent, self, top }: Platform): boolean {
  const isEmptyWindow = attempt(() => {
    const { closed, document: openedDocument, location } = opened;
    const isUsable = closed === false && typeof location === 'object' && typeof location.replace === 'function';
    // A script can replace `frameElement` and `parent` of a frame, but not `top`.
    const isFrame = opened.top && opened.top !== opened;
    const isEmpty = !location.href || location.href === 'about:blank';
    return isUsable && openedDocument.nodeType === 9 && openedDocument !== document && !isFrame && isEmpty;
  });
  return !!isEmptyWindow && ![parent, self, top].includes(opened);
}

const blockedAdvice = 'The person can press the link. Call open() only during a press';

const closedWindowError = () =>
  new JunctionConnectError(
    'popup_blocked',
    'The window was closed before it showed Link. A content blocker may have closed it. The person can press the link',
  );

/** Writes into the empty window, in the language of the element, that Link will open in it. */
function describeWindow(emptyWindow: Window, element: LaunchingElement, platform: Platform): void {
  attempt(() => {
    const page = emptyWindow.document;
    const main = element.findText('opening');
    page.title = main.text;
    // A text of the page's own is in the language of the page.
    page.documentElement.lang = main.language ?? languageOf(unshadowed(platform.document).documentElement);
    page.documentElement.style.cssText = 'color-scheme:light dark;background:Canvas';
    page.body.style.cssText = 'margin:0;padding:15vh 1.5rem 1.5rem';
    page.body.replaceChildren(windowContent(page, platform, { providerName: element.providerName(), main }));
  });
}
