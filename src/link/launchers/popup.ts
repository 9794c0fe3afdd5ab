import { linkTokenLifeMs } from '../../junction/link-token.js';
import { attempt } from '../attempt.js';
import { framePermissionError, JunctionConnectError } from '../errors.js';
import { languageOf, messagesFor } from '../language-of.js';
import { reportOfReturn } from '../link-report.js';
import type { Platform } from '../platform.js';
import { isReturnMessage, returnChannel } from '../return/return-message.js';
import type { Launcher } from './launcher.js';

/** The time between two checks whether the window is closed, in milliseconds. */
const closedPollMs = 1000;

/** Shows hosted Link in a window of its own. */
export const popup: Launcher = {
  isHosted: true,

  start({ record: { returnKey }, platform, onReport }) {
    const { document } = platform;
    const linkWindow = openWindow(platform);
    describeWindow(linkWindow, document.documentElement);

    const listeners = new AbortController(); // Aborting it removes the listeners.
    const channel = attempt(() => returnChannel(returnKey, platform)); // Firefox throws when the page may not use storage.
    let timer: ReturnType<Platform['setTimeout']>;
    let lastPage: unknown;
    /** Stops the checks and the `message` listener, and asks a return page in the window to close the window. */
    const requestClose = () => {
      listeners.abort();
      platform.clearTimeout(timer);
      attempt(() => channel?.postMessage('')); // Throws if the channel is closed already.
    };
    const closeWindow = () => {
      requestClose();
      channel?.close();
      linkWindow.close();
    };
    const onMessage = (message: unknown) => {
      // A return page sends its message in two ways.
      if (!isReturnMessage(message, returnKey) || message.page === lastPage) return;
      lastPage = message.page;
      if (!onReport(reportOfReturn(message.outcome))) closeWindow();
    };
    if (channel) channel.onmessage = ({ data }) => onMessage(data);
    platform.addEventListener(
      'message',
      ({ data, origin, source }) => {
        if (origin === platform.self.origin && source === linkWindow) onMessage(data);
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
        // If the window was cut off from this page, only the channel reaches the return page in it.
        if (linkWindow.closed) channel?.postMessage(address);
        else attempt(() => linkWindow.location.replace(address));
      },
      close() {
        if (!linkWindow.closed) return closeWindow();
        requestClose();
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
