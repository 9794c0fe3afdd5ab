import { attempt } from './attempt.js';
import { JunctionConnectError, sandboxError } from './errors.js';
import { languageOf, messagesFor } from './messages.js';
import type { Platform } from './platform.js';
import { isReturnMessage, returnChannel } from './return-message.js';
import type { ShownLink } from './shown-link.js';

/** Milliseconds between two looks at whether the window is still there. */
const moment = 1000;

/** Milliseconds that a Link Token lives (Junction's documentation): no success comes later. */
const tokenLife = 3_600_000;

/** Hosted Link in a window of its own. */
export interface LinkWindow extends ShownLink {
  /** Sends it to Link. */
  goTo(address: string): void;
}

export interface LinkWindowListener {
  /** Hosted Link came back, be it after it was taken for left. Whether the window is still needed. */
  onReturn(outcome: string): boolean;
  /** The person is here again, and the window is not. */
  onLeave(): void;
}

/**
 * Opens a window, which has to happen within the person's gesture, and says in it what is about to come.
 *
 * @param name of the launch, which the page that Link comes back to calls out
 * @throws JunctionConnectError `popup_blocked`
 */
export function openLinkWindow(name: string, listener: LinkWindowListener, platform: Platform): LinkWindow {
  const { addEventListener, clearTimeout, document, navigator, open, parent, self, setTimeout } = platform;
  // To a frame that may, every browser gives a window for a press; Firefox throws where it may not.
  const isPressed = navigator.userActivation?.isActive;
  const popup = attempt(() => open('', '', 'popup,width=480,height=720'));
  if (!popup && isPressed && parent !== self) throw sandboxError('allow-popups');
  // Android's WebView, unless its app provides for windows, gives the page itself.
  if (!popup || popup === self) throw new JunctionConnectError('popup_blocked', 'The browser opened no window');
  attempt(() => {
    const { documentElement } = document;
    popup.document.title = popup.document.body.textContent = messagesFor(documentElement).opening;
    const style = 'color-scheme:light dark;padding:5vw;font:max(1.2em,3vw) system-ui';
    Object.assign(popup.document.documentElement, { lang: languageOf(documentElement), style });
  });

  const life = new AbortController();
  const channel = attempt(() => returnChannel(name)); // Firefox refuses it where it refuses storage.
  let timer: ReturnType<typeof setTimeout>;
  let heard: unknown;
  const end = () => {
    life.abort();
    clearTimeout(timer);
    attempt(() => channel?.postMessage('')); // It may have been closed before.
    channel?.close();
    popup.close();
  };
  /** The same return may call by both ways. */
  const hear = (message: unknown) => {
    if (!isReturnMessage(message, name) || message.page === heard) return;
    heard = message.page;
    if (!listener.onReturn(message.outcome)) end();
  };
  if (channel) channel.onmessage = ({ data }) => hear(data);
  addEventListener(
    'message',
    ({ data, origin, source }) => {
      if (origin === self.origin && source === popup) hear(data);
    },
    life,
  );
  /** A window whose opener was severed reads as closed, too: the person has left it only if this page has the focus. */
  const watch = (wasLeft = false) => {
    timer = setTimeout(() => {
      const isLeft = popup.closed && document.hasFocus();
      if (wasLeft && isLeft) listener.onLeave();
      else watch(isLeft);
    }, moment);
  };
  watch();

  return {
    goTo(address) {
      // A window that was severed from us, and has come back, hears only that.
      if (popup.closed) channel?.postMessage(address);
      else attempt(() => popup.location.replace(address));
    },
    close() {
      if (!popup.closed) return end();
      life.abort();
      clearTimeout(timer);
      channel?.postMessage('');
      timer = setTimeout(end, tokenLife); // It may only be severed, and still bring a success.
    },
    isShown: () => !popup.closed,
    focus: () => popup.focus(),
  };
}
