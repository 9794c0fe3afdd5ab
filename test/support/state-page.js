/* global window, location, document */
/**
 * Runs in a page before any other script. It replaces the token endpoint, the windows of the browser and Link, so that
 * `enterState` can bring an element into each state of `states.ts`. Everything else is real.
 */
(() => {
  // tsx writes calls of this helper into functions that a test passes to the page.
  window.__name = (named) => named;

  let isOffline = false;
  let canOpenWindows = true;
  let isLinkBlocked = false;
  /** The argument of the last call of `Vital.create`. */
  let callbacks;

  Object.defineProperty(navigator, 'onLine', { get: () => !isOffline });
  Object.defineProperty(navigator, 'userActivation', { value: { isActive: true } });

  /** The last part of the address says what the endpoint answers. */
  window.fetch = async (address, { signal } = {}) => {
    const answer = new URL(address, location.href).pathname.split('/').pop();
    if (answer === 'token') return Response.json({ link_token: 'a-token', link_web_url: 'https://link.tryvital.io/' });
    if (answer === 'offline') throw new TypeError('Failed to fetch');
    if (answer !== 'never') return new Response('', { status: Number(answer) });
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
    });
  };

  window.open = () => {
    if (!canOpenWindows) return null;
    return {
      closed: false,
      close() {
        this.closed = true;
      },
      focus() {},
      location: { replace() {} },
      document: document.implementation.createHTMLDocument(),
    };
  };

  const vital = {
    create(config) {
      callbacks = config;
      return {
        open: () => (window.isLinkOpen = true),
        exit() {},
        destroy: () => (window.isLinkOpen = false),
      };
    },
  };
  // Without this object, the element requests Link's script, and the page refuses that.
  Object.defineProperty(window, 'Vital', { get: () => (isLinkBlocked ? undefined : vital) });

  /** Brings an element into a state. It resolves when the element shows the state. */
  window.enterState = async (element, { properties, answer, windows, link, presses, reports }) => {
    element.close();
    isOffline = answer === 'offline';
    canOpenWindows = windows !== 'blocked';
    isLinkBlocked = link === 'blocked';
    const tokenEndpoint = `/link-token/${answer ?? 'token'}`;
    Object.assign(element, { provider: '', disabled: false, mode: 'embed', timeout: 1e8, tokenEndpoint }, properties);
    await element.updateComplete;
    for (let press = 0; press < (presses ?? 0); press++) {
      const opened = element.open();
      if (answer !== 'never') await opened;
      await element.updateComplete;
    }
    for (const [name, metadata] of reports ?? []) callbacks[name](metadata);
    await element.updateComplete;
  };
})();
