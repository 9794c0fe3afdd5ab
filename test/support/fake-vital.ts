/**
 * A `window.Vital` for what a well-behaved Link would never do. The well-behaved one is the local Junction's.
 */
export interface FakeVital {
  /** What `Vital.create` was given, by call. */
  readonly created: Record<string, (...args: unknown[]) => void>[];
  /** The tokens that `open` was given. */
  readonly opened: string[];
  exits: number;
  destroyed: number;
  /** Calls back as Link would, on the newest one. */
  call(name: 'onSuccess' | 'onExit' | 'onError' | 'onLoad', ...args: unknown[]): void;
  uninstall(): void;
}

export interface FakeVitalBehaviour {
  onCreate?: (config: FakeVital['created'][number]) => void;
  onOpen?: (config: FakeVital['created'][number]) => void;
  onExit?: (config: FakeVital['created'][number]) => void;
  onDestroy?: (config: FakeVital['created'][number]) => void;
}

export function installFakeVital(behaviour: FakeVitalBehaviour = {}): FakeVital {
  const globals = window as unknown as { Vital?: unknown };
  const fake: FakeVital = {
    created: [],
    opened: [],
    exits: 0,
    destroyed: 0,
    call: (name, ...args) => fake.created.at(-1)![name]!(...args),
    uninstall: () => delete globals.Vital,
  };
  globals.Vital = {
    create(config: FakeVital['created'][number]) {
      fake.created.push(config);
      behaviour.onCreate?.(config);
      return {
        open(token: string) {
          fake.opened.push(token);
          behaviour.onOpen?.(config);
        },
        exit() {
          fake.exits += 1;
          behaviour.onExit?.(config);
        },
        destroy() {
          fake.destroyed += 1;
          behaviour.onDestroy?.(config);
        },
      };
    },
  };
  return fake;
}
