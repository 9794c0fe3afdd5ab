import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import type { JunctionConnectError } from '../../src/link/errors.js';
import { configureLink, linkScriptUrl } from '../../src/link/link-location.js';
import { loadLinkScript } from '../../src/link/launchers/script-loader.js';

const globals = window as unknown as { Vital?: unknown };
const tags = () => [...document.querySelectorAll<HTMLScriptElement>('script[src*="/test/script/"]')];

/** Each test loads a script of its own, so that no test gets a script from the cache. */
let count = 0;
const runId = Math.random();
function configureScript(kind: string): void {
  const script = new URL(`/test/script/${kind}.js?id=${kind}-${runId}-${(count += 1)}`, location.href).href;
  configureLink({ script, origins: [] });
}

const load = (signal = new AbortController().signal, nonce = '') => loadLinkScript(nonce, signal, globalThis);
const failure = (loading: Promise<void>) =>
  loading.then(
    () => null,
    (error: JunctionConnectError) => error,
  );

/** Adds a tag as a script of the page does. */
function addTag(properties: Partial<HTMLScriptElement> = {}): HTMLScriptElement {
  const tag = Object.assign(document.createElement('script'), { src: linkScriptUrl(), ...properties });
  document.head.append(tag);
  return tag;
}

const linkTag = (attributes = '') => `<script ${attributes} src="${linkScriptUrl()}"></script>`;

function addMarkup(markup: string): Element {
  const root = document.body.appendChild(document.createElement('section'));
  root.innerHTML = markup;
  return root.firstElementChild!;
}

/** Adds a tag, and waits until it has failed, or has loaded. */
async function addEndedTag(): Promise<HTMLScriptElement> {
  const tag = addTag();
  await Promise.race([oneEvent(tag, 'error'), oneEvent(tag, 'load')]);
  return tag;
}

describe("loading Link's script", () => {
  afterEach(() => {
    delete globals.Vital;
    tags().forEach((tag) => tag.remove());
    document.querySelectorAll('section').forEach((section) => section.remove());
  });

  it('happens once, however many calls there are', async () => {
    configureScript('works');
    const loads = [load(), load(), load()];
    expect(tags().length).to.equal(1);
    await Promise.all(loads);
    await load();
    expect(tags().length).to.equal(1);
  });

  it('waits for a tag that the page itself has added', async () => {
    configureScript('works');
    const tag = addTag();
    await load();
    expect(tags().length).to.equal(1);
    expect(tags()[0] === tag).to.equal(true);
  });

  describe('beside a tag of the page', () => {
    /**
     * What is wrong with the page's tag, the script at its address, and the number of milliseconds for which a launch may
     * wait for the tag.
     */
    const cases: [what: string, kind: string, addTags: () => unknown, waitMs: number][] = [
      ['has failed', 'failsFirst', addEndedTag, 0],
      ['has loaded something else', 'emptyFirst', addEndedTag, 0],
      [
        'has failed, which the browser does not report, as under Content-Security-Policy',
        'failsFirst',
        async () => {
          const tag = await addEndedTag();
          performance.clearResourceTimings();
          return tag;
        },
        1000,
      ],
      ['is held back by a consent tool', 'works', () => addTag({ type: 'text/plain' }), 0],
      ['has the type of a consent tool', 'works', () => addTag({ type: 'javascript/blocked' }), 0],
      ['is only for browsers without modules', 'works', () => addTag({ noModule: true }), 0],
      // In Firefox, such a tag is `async`, as a tag that a script creates.
      ['came by innerHTML', 'works', () => addMarkup(linkTag()), 1000],
      ['came by innerHTML with the attribute async', 'works', () => addMarkup(linkTag('async')), 1000],
      ['is in a template', 'works', () => addMarkup(`<template>${linkTag()}</template>`), 0],
      ['is in SVG', 'works', () => addMarkup(`<svg>${linkTag()}</svg>`), 0],
    ];
    for (const [what, kind, addTags, waitMs] of cases) {
      it(`happens when the page's tag ${what}`, async () => {
        configureScript(kind);
        const added = await addTags();
        const before = performance.now();
        await load();
        expect('Vital' in globals).to.equal(true);
        expect(performance.now() - before).to.be.lessThan(waitMs + 900);
        if (added instanceof HTMLElement) expect(added.isConnected).to.equal(true);
      });
    }

    const runningTypes = ['', 'text/javascript', 'application/javascript', 'Text/JavaScript ', 'module'];
    for (const type of runningTypes) {
      it(`does not happen when the page's tag loads, and has the type "${type}"`, async () => {
        configureScript('works');
        addTag({ type });
        await load();
        expect(tags().length).to.equal(1);
      });
    }

    it('happens once when the tag fails while calls wait for it', async () => {
      configureScript('failsFirst');
      const tag = addTag();
      const before = performance.now();
      await Promise.all([load(), load()]);
      expect([tags().length, tag.isConnected]).to.deep.equal([2, true]);
      expect(performance.now() - before).to.be.lessThan(900);
    });

    it('waits only once for a tag from which nothing comes', async () => {
      configureScript('works');
      addMarkup(linkTag('async'));
      await load();
      delete globals.Vital;
      performance.clearResourceTimings();
      const before = performance.now();
      await load();
      expect(performance.now() - before).to.be.lessThan(900);
    });

    it('still waits for a slow tag of the page when the page refuses ours', async () => {
      configureScript('hang');
      const tag = addTag();
      document.head.append = () => {
        throw new TypeError('The page refuses it.');
      };
      const loading = load();
      await aTimeout(1100);
      delete (document.head as Partial<Element>).append; // The prototype has the real function.
      globals.Vital = { create: () => {} };
      tag.dispatchEvent(new Event('load'));
      await loading;
      expect(tags().length).to.equal(1);
    });

    it('is link_unavailable when the time is up, and the tag of the page stays', async () => {
      configureScript('hang');
      const tag = addTag();
      const deadline = new AbortController();
      const waiting = failure(load(deadline.signal));
      deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
      expect((await waiting)!.code).to.equal('link_unavailable');
      expect(tags().length).to.equal(1);
      expect(tag.isConnected).to.equal(true);
    });

    it('does not happen any more after the call was aborted', async () => {
      configureScript('hang');
      addTag();
      const controller = new AbortController();
      const waiting = failure(load(controller.signal));
      controller.abort();
      await waiting;
      await aTimeout(1100);
      expect(tags().length).to.equal(1);
    });
  });

  it('does not happen when the page has Link already', async () => {
    configureScript('works');
    globals.Vital = { create: () => {} };
    await load();
    expect(tags()).to.deep.equal([]);
  });

  it('happens although there is an element with the id Vital', async () => {
    configureScript('works');
    const form = document.createElement('form');
    form.id = 'Vital';
    form.innerHTML = '<input name="create">';
    document.body.append(form);
    await load();
    form.remove();
    expect(tags().length).to.equal(1);
  });

  it('sets the nonce', async () => {
    configureScript('works');
    await load(undefined, 'abc123');
    expect(tags()[0]!.nonce).to.equal('abc123');
  });

  ['404', 'nothing'].forEach((kind) => {
    it(`is link_unavailable when the script is "${kind}", and the next call loads again`, async () => {
      configureScript(kind);
      expect((await failure(load()))!.code).to.equal('link_unavailable');
      expect(tags()).to.deep.equal([]);
      configureScript('works');
      await load();
      expect(tags().length).to.equal(1);
    });
  });

  it('is link_unavailable for all waiting calls when the time is up', async () => {
    configureScript('hang');
    const deadline = new AbortController();
    const waiting = [failure(load(deadline.signal)), failure(load(deadline.signal))];
    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
    expect((await Promise.all(waiting)).map((error) => error?.code)).to.deep.equal([
      'link_unavailable',
      'link_unavailable',
    ]);
    expect(tags()).to.deep.equal([]);
  });

  it('continues for the other calls when one is aborted, and happens once', async () => {
    configureScript('works');
    const controller = new AbortController();
    const first = failure(load(controller.signal));
    const second = load();
    controller.abort();
    await Promise.all([first, second, load()]);
    expect(tags().length).to.equal(1);
  });

  it('keeps a tag that has loaded when the time is up later', async () => {
    configureScript('works');
    const deadline = new AbortController();
    await load(deadline.signal);
    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
    expect(tags().length).to.equal(1);
  });

  it('does not begin when the signal is aborted already', async () => {
    configureScript('works');
    const aborted = AbortSignal.abort();
    expect(await failure(load(aborted))).to.equal(aborted.reason);
    expect(tags()).to.deep.equal([]);
  });

  it('removes a failed tag although no call waits for it any more', async () => {
    configureScript('404');
    const controller = new AbortController();
    const loading = failure(load(controller.signal));
    const [tag] = tags();
    const failed = oneEvent(tag!, 'error');
    controller.abort();
    await loading;
    await failed;
    expect(tag!.isConnected).to.equal(false);
  });
});
