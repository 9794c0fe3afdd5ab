import { linkTokenLifeMs } from '../../junction/link-token.js';
import { attempt } from '../attempt.js';
import { framePermissionError, JunctionConnectError } from '../errors.js';
import { languageOf, messagesFor } from '../language-of.js';
import { reportOfReturn } from '../link-report.js';
import type { Platform } from '../platform.js';
import { saveLaunchRecord } from '../return/launch-record.js';
import { receiveReturns } from '../return/receive-returns.js';
import { closeAnswer } from '../return/return-message.js';
import type { Launcher } from './launcher.js';

/** The time between two checks whether the window is closed, in milliseconds. */
const closedPollMs = 1000;

/** Shows hosted Link in a window of its own. */
export const popup: Launcher = {
  isHosted: true,

  start({ newRecord, platform, onReport }) {
    const { document } = platform;
    const linkWindow = openWindow(platform);
    describeWindow(linkWindow, document.documentElement);
    const record = newRecord();
    const { returnKey } = record;
    // The window has a `sessionStorage` of its own. If this page is gone when Link returns, the return page needs the record.
    saveLaunchRecord(record, linkWindow);

    const listeners = new AbortController(); // Aborting it removes the listeners.
    let timer: ReturnType<Platform['setTimeout']>;
    let isShown = false;
    let isRestored = false;
    const stopChecks = () => {
      listeners.abort();
      platform.clearTimeout(timer);
    };
    const stopListening = () => {
      stopChecks();
      receiver.close();
    };
    const closeWindow = () => {
      receiver.answer(closeAnswer); // For a window that is cut off from this page.
      stopListening();
      linkWindow.close();
    };
    const handlers = {
      onReturn(outcome: string) {
        isShown = false; // The window waits for this page again: for a fresh token, or to be closed.
        if (!onReport(reportOfReturn(outcome))) closeWindow();
      },
      onClaimedElsewhere: (outcome: string) => onReport({ type: 'claimed-elsewhere', report: reportOfReturn(outcome) }),
    };
    const receiver = receiveReturns({ returnKey, linkWindow, signal: listeners.signal }, handlers, platform);
    // When this page is left before the token arrives, nothing else can close the window.
    platform.addEventListener('pagehide', () => isShown || closeWindow(), listeners);
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
     * Reports an exit when the person has closed the window. `closed` is also true when a provider's page has cut the window
     * off from its opener (Cross-Origin-Opener-Policy). So this reports an exit only when, at two checks in a row, `closed` is
     * true and this page has the focus.
     */
    const pollClosed = (wasLeft = false) => {
      timer = platform.setTimeout(() => {
        const isLeft = linkWindow.closed && document.hasFocus();
        if (wasLeft && isLeft) onReport({ type: 'exit', reason: 'user' });
        else pollClosed(isLeft);
      }, closedPollMs);
    };
    pollClosed();

    return {
      show({ address }) {
        isShown = true;
        // If the window was cut off from this page, only the channel reaches the return page in it.
        if (linkWindow.closed) receiver.answer(address);
        else attempt(() => linkWindow.location.replace(address));
      },
      close() {
        // The return page in the window may still have to report the outcome.
        if (isRestored) return stopListening();
        if (!linkWindow.closed) return closeWindow();
        stopChecks();
        receiver.answer(closeAnswer);
        // The window may be open, and only cut off from this page. Then it can report a success until its token expires.
        timer = platform.setTimeout(closeWindow, linkTokenLifeMs);
      },
      presence: () => (linkWindow.closed ? 'gone' : 'present'),
      focus: () => linkWindow.focus(),
    };
  },
};

/** @throws JunctionConnectError `popup_blocked`, or `configuration_invalid` in a frame without `allow-popups`. */
function openWindow({ navigator, open, parent, self }: Platform): Window {
  // In a frame without `allow-popups`, `open()` fails even during a press: it returns null, and throws in Firefox. That is
  // a configuration error, not a blocked popup.
  const isPressed = navigator.userActivation?.isActive;
  const opened = attempt(() => open('', '', 'popup,width=480,height=720'));
  if (!opened && isPressed && parent !== self) throw framePermissionError('allow-popups');
  // Android's WebView returns the page itself, unless its app handles windows.
  if (!opened || opened === self) throw new JunctionConnectError('popup_blocked', 'The browser opened no window');
  return opened;
}

/** Writes into the empty window, in the language of `element`, that Link will open in it. */
function describeWindow(emptyWindow: Window, element: Element): void {
  attempt(() => {
    const { document } = emptyWindow;
    document.title = document.body.textContent = messagesFor(element).opening;
    const style = 'color-scheme:light dark;padding:5vw;font:max(1.2em,3vw) system-ui';
    Object.assign(document.documentElement, { lang: languageOf(element), style });
  });
}
