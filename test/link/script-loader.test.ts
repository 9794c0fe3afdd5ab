import { expect, oneEvent } from '@open-wc/testing';
import type { JunctionConnectError } from '../../src/link/errors.js';
import { configureLink, linkScriptUrl } from '../../src/link/link-location.js';
import { loadLinkScript } from '../../src/link/launchers/script-loader.js';

const globals = window as unknown as { Vital?: unknown };
const tags = () => [...document.querySelectorAll<HTMLScriptElement>('script[src*="/test/script/"]')];

/** Each test loads a script of its own, so that no cache answers for another. */
let count = 0;
function serveAs(kind: string): void {
  const script = new URL(`/test/script/${kind}.js?n=${(count += 1)}`, location.href).href;
  configureLink({ script, origins: [] });
}

const load = (signal = new AbortController().signal, nonce = '') => loadLinkScript(nonce, signal, globalThis);
const failure = (loading: Promise<void>) =>
  loading.then(
    () => null,
    (error: JunctionConnectError) => error,
  );

describe("loading Link's script", () => {
  afterEach(() => {
    delete globals.Vital;
    tags().forEach((tag) => tag.remove());
  });

  it('happens once, however many want it', async () => {
    serveAs('works');
    const loads = [load(), load(), load()];
    expect(tags().length).to.equal(1);
    await Promise.all(loads);
    await load();
    expect(tags().length).to.equal(1);
  });

  it('joins the load of a tag that the page has put there itself', async () => {
    serveAs('works');
    const tag = document.createElement('script');
    tag.src = linkScriptUrl();
    document.head.append(tag);
    await load();
    expect(tags()).to.deep.equal([tag]);
  });

  it('does not happen where the page has Link already', async () => {
    serveAs('works');
    globals.Vital = { create: () => {} };
    await load();
    expect(tags()).to.deep.equal([]);
  });

  it('is not fooled by an element with the id Vital', async () => {
    serveAs('works');
    const form = document.createElement('form');
    form.id = 'Vital';
    form.innerHTML = '<input name="create">';
    document.body.append(form);
    await load();
    form.remove();
    expect(tags().length).to.equal(1);
  });

  it('carries the nonce', async () => {
    serveAs('works');
    await load(undefined, 'abc123');
    expect(tags()[0]!.nonce).to.equal('abc123');
  });

  ['404', 'nothing'].forEach((kind) => {
    it(`is link_unavailable when the script is "${kind}", and the next try loads anew`, async () => {
      serveAs(kind);
      expect((await failure(load()))!.code).to.equal('link_unavailable');
      expect(tags()).to.deep.equal([]);
      serveAs('works');
      await load();
      expect(tags().length).to.equal(1);
    });
  });

  it('is link_unavailable for all who wait when the time is up', async () => {
    serveAs('hang');
    const deadline = new AbortController();
    const waiting = [failure(load(deadline.signal)), failure(load(deadline.signal))];
    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
    expect((await Promise.all(waiting)).map((error) => error?.code)).to.deep.equal([
      'link_unavailable',
      'link_unavailable',
    ]);
    expect(tags()).to.deep.equal([]);
  });

  it('goes on for the others when one gives up, and happens once all the same', async () => {
    serveAs('works');
    const given = new AbortController();
    const first = failure(load(given.signal));
    const second = load();
    given.abort();
    await Promise.all([first, second, load()]);
    expect(tags().length).to.equal(1);
  });

  it('leaves a tag that has loaded when the time for something else is up', async () => {
    serveAs('works');
    const deadline = new AbortController();
    await load(deadline.signal);
    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
    expect(tags().length).to.equal(1);
  });

  it('does not begin for somebody who has given up already', async () => {
    serveAs('works');
    const given = AbortSignal.abort();
    expect(await failure(load(given))).to.equal(given.reason);
    expect(tags()).to.deep.equal([]);
  });

  it('takes a failed tag away although nobody waits for it any more', async () => {
    serveAs('404');
    const given = new AbortController();
    const loading = failure(load(given.signal));
    const [tag] = tags();
    const failed = oneEvent(tag!, 'error');
    given.abort();
    await loading;
    await failed;
    expect(tag!.isConnected).to.equal(false);
  });
});
