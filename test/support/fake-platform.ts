import type { Platform } from '../../src/link/platform.js';

/** A window that was opened, as far as the page that opened it can tell. */
interface FakeWindow {
  readonly document: Document;
  readonly location: { replace(address: string): void };
  closed: boolean;
  focused: number;
  /** The addresses it was sent to. */
  readonly visited: string[];
  close(): void;
  focus(): void;
}

export interface FakePlatform extends Platform {
  /** What was fetched. */
  readonly requests: { url: string; init: RequestInit }[];
  /** The windows that were opened; `blocksWindows` lets none open. */
  readonly windows: FakeWindow[];
  blocksWindows: boolean;
  /** Whether the page is in a frame. */
  isFramed: boolean;
  /** Whether a press of the person's is being felt. */
  isPressed: boolean;
  /** Where the whole page was sent to. */
  readonly left: string[];
  /** Lets all timers run, as if their time had come. */
  runTimers(): void;
  /** Lets the time for the token and for Link's script run out. */
  runOut(): void;
  /** A message or an event of the page's window. */
  dispatch(event: Event): void;
}

function fakeWindow(): FakeWindow {
  const opened: FakeWindow = {
    document: document.implementation.createHTMLDocument(),
    location: { replace: (address) => opened.visited.push(address) },
    closed: false,
    focused: 0,
    visited: [],
    close: () => (opened.closed = true),
    focus: () => (opened.focused += 1),
  };
  return opened;
}

/** A browser whose network, clocks, storage and windows do as they are told. */
export function fakePlatform(respond: (url: string, init: RequestInit) => Response | Promise<Response>): FakePlatform {
  const timers = new Map<number, () => void>();
  const deadline = new AbortController();
  const events = new EventTarget();
  const items = new Map<string, string>();
  let lastTimer = 0;
  const platform = {
    requests: [] as FakePlatform['requests'],
    windows: [] as FakeWindow[],
    left: [] as string[],
    blocksWindows: false,
    isFramed: false,
    isPressed: false,
    // The parts that a test takes as they are.
    BroadcastChannel,
    crypto,
    document,
    globalThis: window,
    innerHeight,
    innerWidth,
    performance,
    // `createVital` reads the window itself.
    get Vital() {
      return (window as { Vital?: unknown }).Vital;
    },
    get navigator() {
      return { userActivation: { isActive: platform.isPressed } };
    },
    location: {
      href: location.href,
      origin: location.origin,
      assign: (address: string | URL) => platform.left.push(String(address)),
    },
    self,
    get parent() {
      return platform.isFramed ? {} : self;
    },
    AbortSignal: { any: (signals: AbortSignal[]) => AbortSignal.any(signals), timeout: () => deadline.signal },
    addEventListener: events.addEventListener.bind(events),
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
    sessionStorage: {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => items.set(key, value),
      removeItem: (key: string) => items.delete(key),
    },
    setTimeout: (run: () => void) => {
      timers.set((lastTimer += 1), run);
      return lastTimer;
    },
    clearTimeout: (timer: number) => timers.delete(timer),
    runTimers: () => {
      const due = [...timers];
      timers.clear();
      due.forEach(([, run]) => run());
    },
    runOut: () => deadline.abort(new DOMException('The time is up.', 'TimeoutError')),
  };
  return platform as unknown as FakePlatform;
}

export const never = () => new Promise<never>(() => {});

export const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
