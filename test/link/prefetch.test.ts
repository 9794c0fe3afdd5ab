import { expect } from '@open-wc/testing';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { configureLink, linkScriptUrl } from '../../src/link/link-location.js';
import { loadLinkScript } from '../../src/link/launchers/script-loader.js';
import type { Platform } from '../../src/link/platform.js';
import { prefetchLink } from '../../src/link/prefetch.js';
import { newConfiguration } from '../support/configuration.js';

const globals = window as unknown as { Vital?: unknown };
const tags = () => [...document.querySelectorAll<HTMLScriptElement>('script[src*="/test/script/"]')];

/** Each test loads a script of its own, so that each prefetches for the first time. */
let count = 0;
const runId = Math.random();
function configureScript(kind: string): void {
  const script = new URL(`/test/script/${kind}.js?id=prefetch-${runId}-${(count += 1)}`, location.href).href;
  configureLink({ script, origins: [] });
}

const requestsUrl = () => `/test/requests?id=${new URL(linkScriptUrl()).searchParams.get('id')}`;

/** Returns the headers of the requests for the script, when there are at least so many. */
async function requests(least: number): Promise<{ headers: Record<string, string> }[]> {
  return (await (await fetch(`${requestsUrl()}&count=${least}`)).json()) as { headers: Record<string, string> }[];
}

const prefetch = (settings: Partial<Configuration> = {}, platform: Partial<Platform> = {}) =>
  prefetchLink(newConfiguration(settings), () => 'page', platformWith(platform));

/** Returns the browser, with some of its members replaced. */
const platformWith = (replaced: Partial<Platform>): Platform =>
  new Proxy(window, {
    get: (target, name) => (name in replaced ? replaced[name as keyof Platform] : Reflect.get(target, name)) as unknown,
  });

const launch = (platform: Platform = globalThis) => loadLinkScript('', new AbortController().signal, platform);

/** Records the links that are added to the head: a hint is removed at once. */
function recordHints(): { hints: string[]; stop: () => void } {
  const hints: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node instanceof HTMLLinkElement) hints.push(`${node.rel} ${node.href}`);
  });
  observer.observe(document.head, { childList: true });
  return {
    hints,
    stop: () => observer.disconnect(),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a prefetch', () => {
  afterEach(() => {
    delete globals.Vital;
    tags().forEach((tag) => tag.remove());
  });

  it("fetches Link's script once for the page, with a nonce and without a referrer", async () => {
    configureScript('works');
    prefetch({ nonce: 'n-1' });
    prefetch({ nonce: 'n-2' });
    expect(tags().map(({ nonce }) => nonce)).to.deep.equal(['n-1']);
    const [{ headers }] = (await requests(1)) as [{ headers: Record<string, string> }];
    expect(headers).to.not.have.property('referer');
    await launch();
    expect([tags().length, 'Vital' in globals]).to.deep.equal([1, true]);
    prefetch();
    expect([tags().length, (await requests(1)).length]).to.deep.equal([1, 1]);
  });

  it('is shared: two launches wait for the same tag', async () => {
    configureScript('works');
    prefetch();
    await Promise.all([launch(), launch()]);
    expect(tags().length).to.equal(1);
  });

  const failures = ['failsFirst', 'emptyFirst'];
  for (const kind of failures) {
    it(`that fails is silent, and is not repeated; a launch loads the script anew (${kind})`, async () => {
      configureScript(kind);
      prefetch();
      const [tag] = tags();
      await new Promise((resolve) => ['load', 'error'].forEach((type) => tag!.addEventListener(type, resolve)));
      await settled();
      prefetch();
      expect([tags().filter((each) => each !== tag).length, 'Vital' in globals]).to.deep.equal([0, false]);
      await launch();
      expect('Vital' in globals).to.equal(true);
    });

    it(`that fails while two launches wait is followed by one new request, which both share (${kind})`, async () => {
      configureScript(kind);
      prefetch();
      await Promise.all([launch(), launch()]);
      expect([(await requests(2)).length, 'Vital' in globals]).to.deep.equal([2, true]);
    });
  }

  it('that fails after the launch was given up requests nothing more', async () => {
    configureScript('failsFirst');
    prefetch();
    const [tag] = tags();
    const ended = new Promise((resolve) => tag!.addEventListener('error', resolve));
    const givenUp = new AbortController();
    const launched = loadLinkScript('', givenUp.signal, globalThis).catch(() => {});
    givenUp.abort();
    await Promise.all([launched, ended]);
    await settled();
    expect((await requests(1)).length).to.equal(1);
  });

  it('tells a launch why the script cannot load, when it can never load', async () => {
    configureScript('404');
    prefetch();
    const message = await launch().then(String, ({ message }: Error) => message);
    expect(message).to.match(/^Link's script did not load from/);
    expect(tags()).to.deep.equal([]);
  });

  const quiet: [what: string, settings: Partial<Configuration>, platform?: Partial<Platform>][] = [
    ['for mode="popup"', { mode: 'popup' }],
    ['for mode="redirect"', { mode: 'redirect' }],
    ['when the settings can launch nothing', { tokenEndpoint: '' }],
    ['with an invalid mode', { mode: 'dialog' }],
    [
      'for a person who saves data',
      {},
      { navigator: { connection: { saveData: true } } as unknown as Platform['navigator'] },
    ],
  ];
  for (const [what, settings, platform] of quiet) {
    it(`fetches no script ${what}`, () => {
      configureScript('works');
      prefetch(settings, platform);
      expect(tags()).to.deep.equal([]);
    });
  }

  for (const mode of ['auto', 'embed'] as const) {
    it(`fetches no script behind a modal dialog, where mode="${mode}" does not embed Link`, () => {
      configureScript('works');
      const dialog = document.body.appendChild(document.createElement('dialog'));
      dialog.showModal();
      try {
        prefetch({ mode });
        expect(tags()).to.deep.equal([]);
      } finally {
        dialog.remove();
      }
      prefetch({ mode });
      expect(tags().length).to.equal(1);
    });
  }

  it('fetches nothing when Link’s script has run, or when the page itself loads it', async () => {
    configureScript('works');
    globals.Vital = { create() {} };
    prefetch();
    expect(tags()).to.deep.equal([]);
    delete globals.Vital;
    const tag = Object.assign(document.createElement('script'), { src: linkScriptUrl() });
    document.head.append(tag);
    prefetch();
    expect(tags().length).to.equal(1);
    await launch();
  });

  it('connects to the host of Link once, also for a window, and leaves no node', async () => {
    const { hints, stop } = recordHints();
    const origins = [1, 2, 3].map((number) => `https://link-${number}-${String(runId).slice(2)}.example`);
    for (const [index, mode] of ['popup', 'redirect', 'redirect'].entries()) {
      configureLink({ script: `${origins[index]}/initialize.js`, origins: [] });
      prefetch({ mode });
      prefetch({ mode });
    }
    await settled();
    stop();
    expect(hints).to.deep.equal(origins.map((origin) => `preconnect ${origin}/`));
    expect(document.querySelectorAll('link[rel=preconnect]').length).to.equal(0);
  });

  it('is silent when the page refuses the script, or replaces functions of the browser', () => {
    configureScript('works');
    document.head.append = () => {
      throw new Error('no');
    };
    try {
      prefetch();
    } finally {
      delete (document.head as Partial<HTMLHeadElement>).append;
    }
    expect(tags()).to.deep.equal([]);
  });
});
