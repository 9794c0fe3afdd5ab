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

/** Functions that the fake calls inside `create`, `open`, `exit` and `destroy`. */
export interface FakeVitalBehaviour {
  duringCreate?: (config: FakeVital['created'][number]) => void;
  duringOpen?: (config: FakeVital['created'][number]) => void;
  duringExit?: (config: FakeVital['created'][number]) => void;
  duringDestroy?: (config: FakeVital['created'][number]) => void;
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
      behaviour.duringCreate?.(config);
      return {
        open(token: string) {
          fake.openedTokens.push(token);
          behaviour.duringOpen?.(config);
        },
        exit() {
          fake.exitCount += 1;
          behaviour.duringExit?.(config);
        },
        destroy() {
          fake.destroyCount += 1;
          behaviour.duringDestroy?.(config);
        },
      };
    },
  };
  return fake;
}
