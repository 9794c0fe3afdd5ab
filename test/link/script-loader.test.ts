import { expect, oneEvent } from '@open-wc/testing';
import type { JunctionConnectError } from '../../src/link/errors.js';
import { configureLink, linkScriptUrl } from '../../src/link/link-location.js';
import { loadLinkScript } from '../../src/link/launchers/script-loader.js';

const globals = window as unknown as { Vital?: unknown };
const tags = () => [...document.querySelectorAll<HTMLScriptElement>('script[src*="/test/script/"]')];

/** Each test loads a script of its own, so that no test gets a script from the cache. */
let count = 0;
function configureScript(kind: string): void {
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
    const tag = document.createElement('script');
    tag.src = linkScriptUrl();
    document.head.append(tag);
    await load();
    expect(tags()).to.deep.equal([tag]);
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
