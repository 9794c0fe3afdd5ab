/** Launches without a window: a content blocker or an app returns another object from `open()`, or closes the window. */
import { expect } from '@open-wc/testing';
import { statusOf } from '../../src/link/phase.js';
import { json } from '../support/fake-platform.js';
import { runSession, type SessionRun } from '../support/session-run.js';
import { waitUntil } from '../support/wait.js';

const token = 'secret-token-0001';
const answer = () => json({ link_token: token, link_web_url: `https://link.tryvital.io/?token=${token}` });

/** Returns a run in the mode `popup`, during a person's press. */
function newRun(respond: () => Response | Promise<Response> = answer): SessionRun {
  const run = runSession({ mode: 'popup' }, respond);
  run.platform.isPressed = true;
  return run;
}

/** Makes the browser return something from `open()`. */
const replaceOpen = ({ platform }: SessionRun, open: () => unknown) => Object.assign(platform, { open });

describe('a result of `open()` that is no window', () => {
  const things: [name: string, create: () => unknown][] = [
    ['null', () => null],
    ['undefined', () => undefined],
    ['false', () => false],
    ['an empty object', () => ({})],
    ['an object without a document', () => ({ closed: false, location: { replace() {} }, close() {} })],
    ['an object without a location', () => ({ closed: false, document: document.implementation.createHTMLDocument() })],
    ['an object whose location is a text', () => ({ ...usable(), location: 'about:blank' })],
    ['an object whose document is empty', () => ({ ...usable(), document: {} })],
    ['an object that does not say whether it is closed', () => ({ ...usable(), closed: undefined })],
    ['a window that is closed already', () => ({ ...usable(), closed: true })],
    ['the page itself', () => window],
    [
      'a proxy of the page, as content blockers make',
      () =>
        new Proxy(window, {
          get: (target, name) => (name === 'closed' ? false : (Reflect.get(target, name) as unknown)),
        }),
    ],
    ['a frame in the page', addFrame],
    [
      'a frame that pretends to be a window, as content blockers make',
      () =>
        Object.defineProperties(addFrame(), {
          closed: { value: false },
          opener: { value: window },
          frameElement: { value: null },
        }),
    ],
    ['another window of the site', () => ({ ...usable(), location: { href: location.href, replace() {} } })],
    [
      'an object that throws',
      () =>
        new Proxy(
          {},
          {
            get() {
              throw new Error('no');
            },
          },
        ),
    ],
  ];
  for (const [name, create] of things) {
    it(`${name}: is popup_blocked, requests nothing, and changes nothing in the page`, async () => {
      const run = newRun();
      const { session, platform, outcomes } = run;
      const { title } = document;
      const text = document.body.innerText;
      replaceOpen(run, create);
      await session.launch();
      expect(outcomes.map(({ type, error }) => [type, error!.code])).to.deep.equal([['error', 'popup_blocked']]);
      expect([session.phase.name, statusOf(session.phase), platform.requests.length]).to.deep.equal([
        'waiting',
        'error',
        0,
      ]);
      expect([document.title, document.body.innerText]).to.deep.equal([title, text]);
      session.end('page');
      expect(platform.timerCount()).to.equal(0);
      document.querySelector('iframe')?.remove();
    });
  }
});

describe('a window that is closed before it was sent to Link', () => {
  /** Launches, and closes the window while the token loads. Returns the run, and a function that answers with the token. */
  function launchAndClose() {
    let respond!: (response: Response) => void;
    const run = newRun(() => new Promise((resolve) => (respond = resolve)));
    const launched = run.session.launch();
    return {
      ...run,
      async close() {
        await Promise.resolve();
        run.platform.windows[0]!.closed = true;
      },
      async answer() {
        await waitUntil(() => run.platform.requests.length > 0, 'Nothing was requested');
        respond(answer());
        await launched;
      },
    };
  }

  const moments: [name: string, act: (run: ReturnType<typeof launchAndClose>) => unknown][] = [
    ['the token comes', (run) => run.answer()],
    ['the window is checked', ({ platform }) => platform.runTimers()],
    ['the person presses again', ({ session }) => session.press()],
  ];
  for (const [name, act] of moments) {
    it(`was blocked, which is reported when ${name}`, async () => {
      const run = launchAndClose();
      await run.close();
      await act(run);
      expect(run.outcomes.map(({ error }) => error?.code)).to.deep.equal(['popup_blocked']);
      expect([run.session.phase.name, run.platform.timerCount()]).to.deep.equal(['waiting', 0]);
      run.session.end('user');
      expect(run.types()).to.deep.equal(['error', 'exit']);
    });
  }

  it('was left by the person when Link was shown in it', async () => {
    const run = launchAndClose();
    await run.answer();
    run.platform.windows[0]!.closed = true;
    document.hasFocus = () => true;
    run.platform.runTimers();
    run.platform.runTimers();
    Reflect.deleteProperty(document, 'hasFocus'); // Shows the browser's own function again.
    expect(run.outcomes.map(({ type, reason }) => [type, reason])).to.deep.equal([['exit', 'user']]);
  });
});

describe('an object that looks like a window', () => {
  it('does no harm when it has no functions', async () => {
    const run = newRun();
    replaceOpen(run, () => ({ ...usable(), close: undefined, postMessage: undefined }));
    await run.session.launch();
    await run.session.press();
    run.session.end('page');
    expect([run.types(), run.platform.timerCount()]).to.deep.equal([['exit'], 0]);
  });
});

describe('a frame in which no window opens', () => {
  const results: [what: unknown, frameElement: Element | null, code: string][] = [
    [null, null, 'configuration_invalid'], // A frame in a page of another site may be sandboxed.
    [null, document.createElement('iframe'), 'popup_blocked'],
    [null, Object.assign(document.createElement('iframe'), { sandbox: 'allow-scripts' }), 'configuration_invalid'],
    [{}, null, 'popup_blocked'],
  ];
  for (const [what, frameElement, code] of results) {
    it(`is ${code} for ${JSON.stringify(what)} in ${frameElement?.outerHTML ?? 'a frame of another site'}`, async () => {
      const run = newRun();
      run.platform.isFramed = true;
      Object.assign(run.platform, { frameElement });
      replaceOpen(run, () => what);
      await run.session.launch();
      expect(run.outcomes.map(({ error }) => error!.code)).to.deep.equal([code]);
      run.session.end('page');
    });
  }
});

describe('a browser that opens no windows', () => {
  it('shows Link in place of the page after the second press', async () => {
    const { session, platform, outcomes } = newRun();
    platform.blocksWindows = true;
    await session.launch();
    expect(session.replacesPage).to.equal(false);
    await session.press();
    expect([session.replacesPage, session.mode, outcomes.length]).to.deep.equal([true, 'popup', 1]);
    await session.press();
    expect([session.mode, session.phase.name]).to.deep.equal(['redirect', 'open']);
    expect(platform.assigned).to.deep.equal([`https://link.tryvital.io/?token=${token}`]);
    const request = JSON.parse(platform.requests[0]!.init.body as string) as { redirect_url: string };
    expect(new URL(request.redirect_url).searchParams.has('junction_session')).to.equal(true);
  });

  it('shows Link in place of the page also after two windows were closed at once', async () => {
    const run = newRun();
    const { session, platform } = run;
    const { open } = platform;
    replaceOpen(run, () => Object.assign(open()!, { closed: true }));
    await session.launch();
    await session.press();
    expect(session.replacesPage).to.equal(true);
  });

  it('keeps offering the window in a frame, which cannot be replaced', async () => {
    const { session, platform } = newRun();
    platform.isFramed = true;
    platform.blocksWindows = true;
    platform.isPressed = false; // A frame without `allow-popups` is another error.
    await session.launch();
    await session.press();
    await session.press();
    expect([session.replacesPage, session.phase.name]).to.deep.equal([false, 'waiting']);
  });

  it('keeps offering the window when only scripts have opened windows, without a press', async () => {
    const { session, platform } = newRun();
    platform.blocksWindows = true;
    platform.isPressed = false;
    await session.launch();
    await session.press();
    await session.press();
    expect([session.replacesPage, session.mode]).to.deep.equal([false, 'popup']);
    platform.blocksWindows = false;
    await session.press();
    expect(session.phase.name).to.equal('open');
    session.end('user');
  });
});

function addFrame(): Window {
  return document.body.appendChild(document.createElement('iframe')).contentWindow!;
}

/** Returns an object that counts as a new window. */
const usable = () => ({
  closed: false,
  location: { replace() {} },
  document: document.implementation.createHTMLDocument(),
  close() {},
});
