import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { page, setUp } from './support.js';

/** Just enough of a page for `initialize.js`: frames that are told apart, and messages by hand. */
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
    location: { origin: page },
    document: { createElement: () => new FakeFrame(), body: { append: (frame: FakeFrame) => frames.add(frame) } },
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  });

  const told: unknown[] = [];
  const hear =
    (name: string) =>
    (...args: unknown[]) =>
      told.push([name, ...args]);
  const vital = window.Vital!.create({
    env: 'sandbox',
    region: 'us',
    onLoad: hear('load'),
    onSuccess: hear('success'),
    onError: hear('error'),
    onExit: hear('exit'),
  });
  const frame = () => [...frames][0]!;
  const post = (data: unknown, event: object = {}) => {
    const message = { origin: 'http://localhost:3000', source: frame().contentWindow, data, ...event };
    for (const listener of listeners) listener(message);
  };
  return { vital, told, frames, frame, listeners, post };
}

interface Vital {
  open(token: string): void;
  exit(options?: { force?: boolean }, callback?: () => void): void;
  destroy(): void;
}

describe('initialize.js', () => {
  it('puts nothing into the page until Link is opened', async () => {
    const { frames, listeners } = await loadScript();
    assert.equal(frames.size + listeners.size, 0);
  });

  it('opens Link in a frame that has the focus', async () => {
    const { vital, frame, told } = await loadScript();
    vital.open('a+b/c==');
    const url = new URL(frame().src);
    assert.equal(url.origin + url.pathname, 'http://localhost:3000/junction/');
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      token: 'a+b/c==',
      env: 'sandbox',
      region: 'us',
      embed: page,
    });
    assert.equal(frame().title, 'Junction Link (local stand-in)');
    assert.ok(frame().hasFocus);
    frame().onload();
    frame().onload();
    assert.deepEqual(told, [['load']]);
  });

  it('passes on what the frame tells', async () => {
    const { vital, post, told, frames, listeners } = await loadScript();
    vital.open('t');
    post({ type: 'error', metadata: { error_type: 'required_scopes_not_granted', error: 'x' } });
    post({ type: 'success', metadata: { provider_slug: 'oura' } });
    post({ type: 'exit' });
    assert.deepEqual(told, [
      ['load'],
      ['error', { error_type: 'required_scopes_not_granted', error: 'x' }],
      ['success', { provider_slug: 'oura' }],
      ['exit'],
    ]);
    assert.equal(frames.size + listeners.size, 0);
  });

  it('hears nobody but its frame at the sandbox’s origin', async () => {
    const { vital, post, told, frames } = await loadScript();
    vital.open('t');
    post({ type: 'success', metadata: {} }, { origin: 'https://evil.example' });
    post({ type: 'success', metadata: {} }, { source: {} });
    post({ type: 'exit' }, { source: null });
    assert.deepEqual(told, []);
    assert.equal(frames.size, 1);
  });

  it('leaves once, however often it is told to', async () => {
    const { vital, told, frames, listeners } = await loadScript();
    vital.open('t');
    vital.exit({ force: true }, () => told.push('left'));
    vital.exit({ force: true }, () => told.push('left'));
    vital.exit();
    assert.deepEqual(told, [['exit'], 'left', 'left']);
    assert.equal(frames.size + listeners.size, 0);
  });

  it('can be opened again, and replaces Link for another token', async () => {
    const { vital, frames, frame, listeners, told } = await loadScript();
    vital.open('first');
    const first = frame();
    vital.open('first');
    assert.equal(frame(), first);
    vital.open('second');
    assert.equal(frames.size, 1);
    assert.equal(listeners.size, 1);
    assert.match(frame().src, /second/);
    assert.deepEqual(told, []);
    vital.exit();
    vital.open('second');
    assert.equal(frames.size, 1);
  });

  it('is gone for good when destroyed', async () => {
    const { vital, frames, listeners, told } = await loadScript();
    vital.open('t');
    vital.destroy();
    vital.destroy();
    vital.open('t');
    vital.exit();
    assert.equal(frames.size + listeners.size, 0);
    assert.deepEqual(told, []);
  });
});

describe('link.js', () => {
  /** Runs the page's script on a page with these data, and gives what it posted and how to press Close. */
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
    vm.runInNewContext(source, { window, parent, document, JSON });
    const press = (isExit = true) => {
      let isPrevented = false;
      submit({ target: { matches: () => isExit }, preventDefault: () => (isPrevented = true) });
      return isPrevented;
    };
    return { posted, press, closedTimes: () => closed };
  }

  it('tells the embedding page, and nobody else', async () => {
    const { posted, press } = await runPage({ embed: page, message: '{"type":"error"}' });
    assert.equal(press(), true);
    assert.equal(press(false), false);
    assert.equal(
      JSON.stringify(posted),
      JSON.stringify([
        [{ type: 'error' }, page],
        [{ type: 'exit' }, page],
      ]),
    );
  });

  it('tries to close its own window when hosted, and goes on where it may not', async () => {
    for (const [dataset, options] of [
      [{ message: '{"type":"error"}' }, {}],
      [{ embed: page, message: '{"type":"error"}' }, { isFramed: false }],
    ] as const) {
      const { posted, press, closedTimes } = await runPage(dataset, options);
      assert.equal(press(), false);
      assert.equal(closedTimes(), 1);
      assert.deepEqual(posted, []);
    }
  });
});
