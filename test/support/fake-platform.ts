import type { Platform } from '../../src/link/platform.js';

/** A fake of an opened window, with the members that the page uses. */
export interface FakeWindow {
  readonly document: Document;
  readonly location: { replace(address: string): void };
  readonly sessionStorage: Storage;
  /** The messages that the page has sent to it. */
  readonly messages: unknown[];
  postMessage(message: unknown): void;
  closed: boolean;
  focusCount: number;
  /** The addresses that the page has sent it to. */
  readonly visited: string[];
  close(): void;
  focus(): void;
}

export interface FakePlatform extends Platform {
  /** The requests of `fetch`. */
  readonly requests: { url: string; init: RequestInit }[];
  /** The opened windows. */
  readonly windows: FakeWindow[];
  /** True when the browser opens no windows. */
  blocksWindows: boolean;
  /** True when the page is in a frame. */
  isFramed: boolean;
  /** True during a person's press. */
  isPressed: boolean;
  /** The addresses that the page has gone to. */
  readonly assigned: string[];
  /** The errors and warnings in the console. */
  readonly warnings: string[];
  /** Runs the timers that were set for this time or less, in milliseconds, as if their time had come. */
  runTimers(withinMs?: number): void;
  /** Returns the number of timers that are set. */
  timerCount(): number;
  /** Returns the number of listeners of the page's window that are not removed. */
  listenerCount(): number;
  /** Returns the number of channels that are not closed. */
  channelCount(): number;
  /** Returns the number of observers of the document that observe. */
  observerCount(): number;
  /** Releases what the page has, as the browser does when the page is gone. */
  discard(): void;
  /** Ends the time for the token and for Link's script. */
  expireTimeout(): void;
  /** Dispatches an event, such as a message, on the page's window. */
  dispatch(event: Event): void;
}

/** Events of nodes, which bubble to the real window. A test dispatches the other events of the window itself. */
const eventsOfNodes = ['focusin', 'securitypolicyviolation'];

function fakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  } as unknown as Storage;
}

function fakeWindow(): FakeWindow {
  const opened: FakeWindow = {
    document: document.implementation.createHTMLDocument(),
    location: { replace: (address) => opened.visited.push(address) },
    sessionStorage: fakeStorage(),
    messages: [],
    postMessage: (message) => opened.messages.push(message),
    closed: false,
    focusCount: 0,
    visited: [],
    close: () => (opened.closed = true),
    focus: () => (opened.focusCount += 1),
  };
  return opened;
}

/** Returns a fake browser. A test controls its network, clocks, storage and windows. */
export function fakePlatform(respond: (url: string, init: RequestInit) => Response | Promise<Response>): FakePlatform {
  const timers = new Map<number, { run: () => void; delay: number }>();
  const listenerSignals: AbortSignal[] = [];
  const channels = new Set<BroadcastChannel>();
  const observers = new Set<MutationObserver>();
  /** The browser's own channel. It is counted until it is closed. */
  class CountedChannel extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      channels.add(this);
    }
    override close() {
      channels.delete(this);
      super.close();
    }
  }
  /** The browser's own observer. It is counted while it observes. */
  class CountedObserver extends MutationObserver {
    override observe(...parameters: Parameters<MutationObserver['observe']>) {
      observers.add(this);
      super.observe(...parameters);
    }
    override disconnect() {
      observers.delete(this);
      super.disconnect();
    }
  }
  const deadline = new AbortController();
  const events = new EventTarget();
  let lastTimer = 0;
  const platform = {
    requests: [] as FakePlatform['requests'],
    windows: [] as FakeWindow[],
    assigned: [] as string[],
    warnings: [] as string[],
    console: {
      error: (line: string) => platform.warnings.push(line),
      warn: (line: string) => platform.warnings.push(line),
    },
    blocksWindows: false,
    isFramed: false,
    isPressed: false,
    BroadcastChannel: CountedChannel,
    MutationObserver: CountedObserver,
    // These parts are the real ones.
    crypto,
    Date,
    document,
    getComputedStyle: window.getComputedStyle.bind(window),
    globalThis: window,
    innerHeight,
    innerWidth,
    performance,
    // The real window's `Vital`, because `createVital` reads the real window.
    get Vital() {
      return (window as { Vital?: unknown }).Vital;
    },
    get navigator() {
      return { userActivation: { isActive: platform.isPressed } };
    },
    location: {
      host: location.host,
      href: location.href,
      origin: location.origin,
      assign: (address: string | URL) => platform.assigned.push(String(address)),
    },
    self,
    get parent() {
      return platform.isFramed ? {} : self;
    },
    AbortSignal: { any: (signals: AbortSignal[]) => AbortSignal.any(signals), timeout: () => deadline.signal },
    addEventListener: (type: string, listener: EventListener, options: AddEventListenerOptions) => {
      (eventsOfNodes.includes(type) ? window : events).addEventListener(type, listener, options);
      if (options.signal) listenerSignals.push(options.signal);
    },
    dispatch: (event: Event) => events.dispatchEvent(event),
    fetch: async (url: URL, init: RequestInit) => {
      platform.requests.push({ url: url.href, init });
      return await respond(url.href, init);
    },
    open: () => {
      if (platform.blocksWindows) return null;
      platform.windows.push(fakeWindow());
      return platform.windows.at(-1);
    },
    sessionStorage: fakeStorage(),
    setTimeout: (run: () => void, delay = 0) => {
      timers.set((lastTimer += 1), { run, delay });
      return lastTimer;
    },
    clearTimeout: (timer: number) => timers.delete(timer),
    runTimers: (withinMs = Infinity) => {
      const due = [...timers].filter(([, { delay }]) => delay <= withinMs);
      for (const [timer, { run }] of due) if (timers.delete(timer)) run();
    },
    timerCount: () => timers.size,
    listenerCount: () => listenerSignals.filter(({ aborted }) => !aborted).length,
    channelCount: () => channels.size,
    observerCount: () => observers.size,
    discard() {
      timers.clear();
      channels.forEach((channel) => channel.close());
      observers.forEach((observer) => observer.disconnect());
    },
    expireTimeout: () => deadline.abort(new DOMException('The time is up.', 'TimeoutError')),
  };
  return platform as unknown as FakePlatform;
}

/** Returns a promise that never settles. */
export const never = () => new Promise<never>(() => {});

export const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
