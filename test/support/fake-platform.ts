import type { Platform } from '../../src/link/platform.js';

export interface FakePlatform extends Platform {
  /** What was fetched. */
  readonly requests: { url: string; init: RequestInit }[];
  /** Lets all timers run, as if their time had come. */
  runTimers(): void;
  /** Lets the time for the token and for Link's script run out. */
  runOut(): void;
}

/** A browser whose network and clocks do as they are told. */
export function fakePlatform(respond: (url: string, init: RequestInit) => Response | Promise<Response>): FakePlatform {
  const timers = new Map<number, () => void>();
  const deadline = new AbortController();
  const requests: FakePlatform['requests'] = [];
  let lastTimer = 0;
  const platform = {
    crypto,
    document,
    location,
    requests,
    AbortSignal: { any: (signals: AbortSignal[]) => AbortSignal.any(signals), timeout: () => deadline.signal },
    fetch: async (url: URL, init: RequestInit) => {
      requests.push({ url: url.href, init });
      return await respond(url.href, init);
    },
    setTimeout: (run: () => void) => {
      timers.set((lastTimer += 1), run);
      return lastTimer;
    },
    clearTimeout: (timer: number) => timers.delete(timer),
    runTimers: () => timers.forEach((run) => run()),
    runOut: () => deadline.abort(new DOMException('The time is up.', 'TimeoutError')),
  };
  return platform as unknown as FakePlatform;
}

export const never = () => new Promise<never>(() => {});

export const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
