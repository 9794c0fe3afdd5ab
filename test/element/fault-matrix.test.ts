import { expect, fixtureCleanup } from '@open-wc/testing';
import { addElement, type Harness, html, token } from '../support/element.js';
import { addFrame, heldLinkScript, holdLinkScript, releaseLinkScript } from '../support/fault-matrix.js';
import { type FakeVital, type FakeVitalBehaviour, installFakeVital } from '../support/fake-vital.js';
import { newFakeWindow, stubOpen } from '../support/stub-open.js';

/**
 * Repeats the rows `element removed` of `test/link/fault-matrix.test.ts` with the real element, the real browser and its real
 * timers. The mode `redirect` is not here, because it would replace the page of the test.
 *
 * An element that is not put back within 100 ms ends its session. Its events do not reach the document then, so the harness
 * listens on the element itself.
 */

interface ElementRun extends Omit<Harness, 'link'> {
  readonly vital: FakeVital;
  readonly link: FakeVitalBehaviour;
  readonly windows: ReturnType<typeof newFakeWindow>[];
  /** Presses the button. */
  press(): void;
  /** Makes the endpoint answer. */
  answer(): void;
}

interface Row {
  readonly mode: 'embed' | 'popup';
  readonly step: string;
  readonly what: string;
  /** Brings the session to the step. Then the test removes the element. */
  readonly reach: (run: ElementRun) => Promise<void> | void;
  /** Does something after the session has ended. */
  readonly after?: (run: ElementRun) => Promise<void> | void;
  readonly events: readonly string[];
  readonly status: string;
}

const opened = async (run: ElementRun) => {
  run.press();
  run.answer();
  await run.element.open();
};

const rows: Row[] = [
  {
    mode: 'embed',
    step: 'endpoint',
    what: 'and the token comes after that',
    reach: (run) => run.press(),
    after: (run) => run.answer(),
    events: ['open', 'exit page'],
    status: 'idle',
  },
  {
    mode: 'embed',
    step: 'script',
    what: 'and the script fails after that',
    reach(run) {
      run.vital.uninstall();
      holdLinkScript();
      run.press();
      run.answer();
    },
    after: () => void heldLinkScript()!.dispatchEvent(new Event('error')),
    events: ['open', 'exit page'],
    status: 'idle',
  },
  {
    mode: 'embed',
    step: 'create',
    what: 'inside of create()',
    async reach(run) {
      run.link.duringCreate = () => run.element.remove();
      await opened(run);
    },
    events: ['open', 'exit page'],
    status: 'idle',
  },
  {
    mode: 'embed',
    step: 'open',
    what: 'inside of open()',
    async reach(run) {
      run.link.duringOpen = () => {
        run.element.remove();
        addFrame();
      };
      await opened(run);
    },
    events: ['open', 'exit page'],
    status: 'idle',
  },
  {
    mode: 'embed',
    step: 'frame',
    what: 'while Link is open, and Link reports an exit after that',
    reach: opened,
    after: (run) => run.vital.call('onExit'),
    events: ['open', 'exit page'],
    status: 'idle',
  },
  {
    mode: 'embed',
    step: 'frame',
    what: 'while Link is open, and Link reports a success after that',
    reach: opened,
    after: (run) => run.vital.call('onSuccess'),
    events: ['open', 'exit page', 'success'],
    status: 'connected',
  },
  {
    mode: 'embed',
    step: 'frame',
    what: 'after an error that leaves Link open',
    async reach(run) {
      await opened(run);
      run.vital.call('onError', 'provider_api_error');
    },
    events: ['open', 'error provider_api_error', 'exit page'],
    status: 'error', // It stays, so that the person can read what was wrong.
  },
  {
    mode: 'popup',
    step: 'window',
    what: 'while the window is empty, and the token comes after that',
    reach: (run) => run.press(),
    after: (run) => run.answer(),
    events: ['open', 'exit page'],
    status: 'idle',
  },
  {
    mode: 'popup',
    step: 'navigation',
    what: 'while the window is at Link',
    reach: opened,
    events: ['open', 'exit page'],
    status: 'idle',
  },
];

describe('an element with a fault', () => {
  for (const { mode, step, what, reach, after, events, status } of rows) {
    it(`${mode}, ${step}, element removed: ${what}`, async () => {
      const uncaught: string[] = [];
      const controller = new AbortController();
      addEventListener('error', ({ message }) => uncaught.push(message), controller);
      addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)), controller);
      const link: FakeVitalBehaviour = { duringOpen: () => void addFrame() };
      const vital = installFakeVital(link);
      const windows: ElementRun['windows'] = [];
      const openStub = stubOpen(() => {
        const opened = newFakeWindow();
        windows.push(Object.assign(opened, { close: () => (opened.closed = true) }));
        return opened;
      });
      let answer!: () => void;
      const answered = new Promise<string>((resolve) => (answer = () => resolve(token)));
      const harness = await addElement(
        html`<junction-connect .mode=${mode} .fetchToken=${() => answered}></junction-connect>`,
      );
      const { element, button, next } = harness;
      const before = new Set(document.querySelectorAll('*'));
      const types: string[] = [];
      for (const type of ['open', 'success', 'exit', 'error'])
        element.addEventListener(`junction-${type}`, (event) => {
          const { reason, error } = (event as CustomEvent<{ reason?: string; error?: { code: string } }>).detail;
          types.push([type, reason ?? error?.code].filter(Boolean).join(' '));
        });
      try {
        const run: ElementRun = { ...harness, vital, link, windows, press: () => button().click(), answer };
        const ended = next('junction-exit');
        await reach(run);
        element.remove();
        await ended;
        await after?.(run);
        await element.updateComplete;
        expect([types, element.status]).to.deep.equal([events, status]);
        const isLeft = (node: Element) => !before.has(node) && node.localName !== 'script';
        expect([...document.querySelectorAll('*')].filter(isLeft)).to.deep.equal([]);
        expect(windows.map(({ closed }) => closed)).to.deep.equal(windows.map(() => true));
        expect(element.outerHTML).not.to.contain(token);
        expect(uncaught).to.deep.equal([]);
      } finally {
        controller.abort();
        openStub.restore();
        vital.uninstall();
        releaseLinkScript();
        fixtureCleanup();
      }
    });
  }
});
