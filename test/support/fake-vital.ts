/** A fake of `window.Vital` that can also behave wrongly. The local Junction has a `window.Vital` that behaves correctly. */
export interface FakeVital {
  /** The argument of each call of `Vital.create`. */
  readonly created: Record<string, (...args: unknown[]) => void>[];
  /** The argument of each call of `open`. */
  readonly openedTokens: string[];
  exitCount: number;
  destroyCount: number;
  /** Calls a callback of the newest Link. */
  call(name: 'onSuccess' | 'onExit' | 'onError' | 'onLoad', ...args: unknown[]): void;
  uninstall(): void;
}

/** Called during the function of the same name. */
export interface FakeVitalBehaviour {
  onCreate?: (config: FakeVital['created'][number]) => void;
  onOpen?: (config: FakeVital['created'][number]) => void;
  onExit?: (config: FakeVital['created'][number]) => void;
  onDestroy?: (config: FakeVital['created'][number]) => void;
}

/** Sets `window.Vital` to a fake. */
export function installFakeVital(behaviour: FakeVitalBehaviour = {}): FakeVital {
  const globals = window as unknown as { Vital?: unknown };
  const fake: FakeVital = {
    created: [],
    openedTokens: [],
    exitCount: 0,
    destroyCount: 0,
    call: (name, ...args) => fake.created.at(-1)![name]!(...args),
    uninstall: () => delete globals.Vital,
  };
  globals.Vital = {
    create(config: FakeVital['created'][number]) {
      fake.created.push(config);
      behaviour.onCreate?.(config);
      return {
        open(token: string) {
          fake.openedTokens.push(token);
          behaviour.onOpen?.(config);
        },
        exit() {
          fake.exitCount += 1;
          behaviour.onExit?.(config);
        },
        destroy() {
          fake.destroyCount += 1;
          behaviour.onDestroy?.(config);
        },
      };
    },
  };
  return fake;
}
