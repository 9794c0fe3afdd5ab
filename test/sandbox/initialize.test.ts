import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { setUp, siteOrigin } from './visit-link.js';

/**
 * Runs `initialize.js` in a fake page, and creates `Vital` with callbacks. `calls` has the calls of these callbacks.
 * `post` sends a message to the page.
 */
async function loadScript() {
  const { base, visit } = setUp();
  const answer = await visit(`${base}/initialize.js`);
  assert.equal(answer.headers.get('content-type'), 'text/javascript; charset=utf-8');

  const frames = new Set<FakeFrame>();
  const listeners = new Set<(event: object) => void>();
  class FakeFrame {
    style = {};
    src = '';
    title = '';
    contentWindow = {};
    hasFocus = false;
    onload = () => {};
    addEventListener = (_type: string, listener: () => void) => (this.onload = listener);
    remove = () => frames.delete(this);
    focus = () => (this.hasFocus = true);
  }
  const window: { Vital?: { create(options?: object): Vital } } = {};
  vm.runInNewContext(await answer.text(), {
    window,
    URLSearchParams,
    location: { origin: siteOrigin },
    document: { createElement: () => new FakeFrame(), body: { append: (frame: FakeFrame) => frames.add(frame) } },
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  });

  const calls: unknown[] = [];
  const record =
    (name: string) =>
    (...args: unknown[]) =>
      calls.push([name, ...args]);
  const vital = window.Vital!.create({
    env: 'sandbox',
    region: 'us',
    onLoad: record('load'),
    onSuccess: record('success'),
    onError: record('error'),
    onExit: record('exit'),
  });
  const frame = () => [...frames][0]!;
  const post = (data: unknown, event: object = {}) => {
    const message = { origin: 'http://localhost:3000', source: frame().contentWindow, data, ...event };
    for (const listener of listeners) listener(message);
  };
  return { vital, calls, frames, frame, listeners, post };
}

interface Vital {
  open(token: string): void;
  exit(options?: { force?: boolean }, callback?: () => void): void;
  destroy(): void;
}

describe('initialize.js', () => {
  it('adds nothing to the page until Link is opened', async () => {
    const { frames, listeners } = await loadScript();
    assert.equal(frames.size + listeners.size, 0);
  });

  it('opens Link in a frame that has the focus', async () => {
    const { vital, frame, calls } = await loadScript();
    vital.open('a+b/c==');
    const url = new URL(frame().src);
    assert.equal(url.origin + url.pathname, 'http://localhost:3000/junction/');
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      token: 'a+b/c==',
      env: 'sandbox',
      region: 'us',
      embed: siteOrigin,
    });
    assert.equal(frame().title, 'Junction Link (local stand-in)');
    assert.ok(frame().hasFocus);
    frame().onload();
    frame().onload();
    assert.deepEqual(calls, [['load']]);
  });

  it('passes on the messages of its frame', async () => {
    const { vital, post, calls, frames, listeners } = await loadScript();
    vital.open('t');
    post({ type: 'error', metadata: { error_type: 'required_scopes_not_granted', error: 'x' } });
    post({ type: 'success', metadata: { provider_slug: 'oura' } });
    post({ type: 'exit' });
    assert.deepEqual(calls, [
      ['load'],
      ['error', { error_type: 'required_scopes_not_granted', error: 'x' }],
      ['success', { provider_slug: 'oura' }],
      ['exit'],
    ]);
    assert.equal(frames.size + listeners.size, 0);
  });

  it('ignores every message that does not come from its frame at the sandbox’s origin', async () => {
    const { vital, post, calls, frames } = await loadScript();
    vital.open('t');
    post({ type: 'success', metadata: {} }, { origin: 'https://evil.example' });
    post({ type: 'success', metadata: {} }, { source: {} });
    post({ type: 'exit' }, { source: null });
    assert.deepEqual(calls, []);
    assert.equal(frames.size, 1);
  });

  it('calls onExit once, even when exit() is called several times', async () => {
    const { vital, calls, frames, listeners } = await loadScript();
    vital.open('t');
    vital.exit({ force: true }, () => calls.push('left'));
    vital.exit({ force: true }, () => calls.push('left'));
    vital.exit();
    assert.deepEqual(calls, [['exit'], 'left', 'left']);
    assert.equal(frames.size + listeners.size, 0);
  });

  it('can open Link again, and replaces the frame for another token', async () => {
    const { vital, frames, frame, listeners, calls } = await loadScript();
    vital.open('first');
    const first = frame();
    vital.open('first');
    assert.equal(frame(), first);
    vital.open('second');
    assert.equal(frames.size, 1);
    assert.equal(listeners.size, 1);
    assert.match(frame().src, /second/);
    assert.deepEqual(calls, []);
    vital.exit();
    vital.open('second');
    assert.equal(frames.size, 1);
  });

  it('never opens Link again after destroy()', async () => {
    const { vital, frames, listeners, calls } = await loadScript();
    vital.open('t');
    vital.destroy();
    vital.destroy();
    vital.open('t');
    vital.exit();
    assert.equal(frames.size + listeners.size, 0);
    assert.deepEqual(calls, []);
  });
});

describe('link.js', () => {
  /** Runs `link.js` in a fake page with these data attributes. Returns its messages, and a function that submits a form. */
  async function runPage(dataset: Record<string, string>, { isFramed = true } = {}) {
    const { base, visit } = setUp();
    const source = await (await visit(`${base}/link.js`)).text();
    const posted: unknown[] = [];
    let closed = 0;
    let submit: (event: object) => void = () => {};
    const window = { close: () => closed++ };
    const parent = isFramed ? { postMessage: (...args: unknown[]) => posted.push(args) } : window;
    const document = {
      body: { dataset },
      addEventListener: (_type: string, listener: typeof submit) => (submit = listener),
    };
    const addPageListener = (type: string, listener: () => void) => void (type === 'pageshow' && listener());
    vm.runInNewContext(source, { window, parent, document, JSON, addEventListener: addPageListener });
    const submitForm = (isClose = true) => {
      let isPrevented = false;
      submit({ target: { matches: () => isClose }, preventDefault: () => (isPrevented = true) });
      return isPrevented;
    };
    return { posted, submitForm, closedTimes: () => closed };
  }

  it('posts its messages only to the embedding page', async () => {
    const { posted, submitForm } = await runPage({ embed: siteOrigin, message: '{"type":"error"}' });
    assert.equal(submitForm(), true);
    assert.equal(submitForm(false), false);
    assert.equal(
      JSON.stringify(posted),
      JSON.stringify([
        [{ type: 'load' }, siteOrigin],
        [{ type: 'error' }, siteOrigin],
        [{ type: 'exit' }, siteOrigin],
      ]),
    );
  });

  it('tries to close its own window in hosted Link, and does not stop the form', async () => {
    for (const [dataset, options] of [
      [{ message: '{"type":"error"}' }, {}],
      [{ embed: siteOrigin, message: '{"type":"error"}' }, { isFramed: false }],
    ] as const) {
      const { posted, submitForm, closedTimes } = await runPage(dataset, options);
      assert.equal(submitForm(), false);
      assert.equal(closedTimes(), 1);
      assert.deepEqual(posted, []);
    }
  });
});
