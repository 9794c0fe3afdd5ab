import { linkTokenLifeMs } from '../../junction/link-token.js';
import { attempt } from '../attempt.js';
import { JunctionConnectError, missingFramePermission } from '../errors.js';
import { languageOf, messagesFor } from '../language-of.js';
import { reportOfReturn } from '../link-report.js';
import type { Platform } from '../platform.js';
import { isReturnMessage, returnChannel } from '../return/return-message.js';
import type { Launcher } from './launcher.js';

/** Milliseconds between two checks whether the window is still there. */
const closedPollMs = 1000;

/** Shows hosted Link in a window of its own. */
export const popup: Launcher = {
  isHosted: true,

  start({ record: { name }, platform, onReport }) {
    const { document } = platform;
    const opened = openWindow(platform);
    describeWindow(opened, document.documentElement);

    const listening = new AbortController();
    const channel = attempt(() => returnChannel(name, platform)); // Firefox throws when the page may not use storage.
    let timer: ReturnType<Platform['setTimeout']>;
    let lastPage: unknown;
    const stopWatching = () => {
      listening.abort();
      platform.clearTimeout(timer);
      attempt(() => channel?.postMessage('')); // Tells the return page to close. Throws if the channel is closed already.
    };
    const end = () => {
      stopWatching();
      channel?.close();
      opened.close();
    };
    const onMessage = (message: unknown) => {
      // One return sends its message in two ways.
      if (!isReturnMessage(message, name) || message.page === lastPage) return;
      lastPage = message.page;
      if (!onReport(reportOfReturn(message.outcome))) end();
    };
    if (channel) channel.onmessage = ({ data }) => onMessage(data);
    platform.addEventListener(
      'message',
      ({ data, origin, source }) => {
        if (origin === platform.self.origin && source === opened) onMessage(data);
      },
      listening,
    );
    /**
     * Reports an exit when the window is closed. Where a provider's page has cut the window off from its opener
     * (Cross-Origin-Opener-Policy), it also reads as closed. So the person has left Link only if, at two checks in a row,
     * the window reads as closed and this page has the focus.
     */
    const watch = (wasLeft = false) => {
      timer = platform.setTimeout(() => {
        const isLeft = opened.closed && document.hasFocus();
        if (wasLeft && isLeft) onReport({ type: 'exit', reason: 'user' });
        else watch(isLeft);
      }, closedPollMs);
    };
    watch();

    return {
      show({ address }) {
        // A window that was cut off from us and has come back can only be reached by the channel.
        if (opened.closed) channel?.postMessage(address);
        else attempt(() => opened.location.replace(address));
      },
      close() {
        if (!opened.closed) return end();
        stopWatching();
        // The window may only be cut off from this page. Then it can still report a success while its token lives.
        timer = platform.setTimeout(end, linkTokenLifeMs);
      },
      presence: () => (opened.closed ? 'gone' : 'present'),
      focus: () => opened.focus(),
    };
  },
};

/** @throws JunctionConnectError `popup_blocked`, or `configuration_invalid` in a frame without `allow-popups`. */
function openWindow({ navigator, open, parent, self }: Platform): Window {
  // In a frame without `allow-popups`, `open()` fails even during a press: it returns null, and throws in Firefox. That is
  // a configuration error, not a blocked window.
  const isPressed = navigator.userActivation?.isActive;
  const opened = attempt(() => open('', '', 'popup,width=480,height=720'));
  if (!opened && isPressed && parent !== self) throw missingFramePermission('allow-popups');
  // Android's WebView returns the page itself, unless its app handles windows.
  if (!opened || opened === self) throw new JunctionConnectError('popup_blocked', 'The browser opened no window');
  return opened;
}

/** Says in the empty window that Link is about to open there. */
function describeWindow(opened: Window, element: Element): void {
  attempt(() => {
    const { document } = opened;
    document.title = document.body.textContent = messagesFor(element).opening;
    const style = 'color-scheme:light dark;padding:5vw;font:max(1.2em,3vw) system-ui';
    Object.assign(document.documentElement, { lang: languageOf(element), style });
  });
}
