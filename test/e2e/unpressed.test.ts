/** What the site's owner reads in the console about the configuration, before anybody has pressed the button. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JunctionConnect } from 'junction-connect';
import type { Page } from 'playwright-core';
import { connectToSite, useChromium } from '../support/chromium.js';
import { useSite } from '../support/site.js';

const script = (attributes = '') => `<script src="/standalone.js" ${attributes}></script>`;
const element = (attributes = '') => `<junction-connect ${attributes}></junction-connect>`;
const wrong = element('token-endpoint="/api/link-token" mode="modal"');

/** The line for the mode above. */
const modeLine =
  'junction-connect: configuration_invalid: <junction-connect mode="modal">: expected auto or embed or popup or redirect';

describe('a wrong configuration, without a press', () => {
  const site = useSite({ linkAt: 'junction' });
  const chromium = useChromium();

  /** Opens a page whose clock stands still, so that the test says when time passes. Returns it after `load`. */
  async function open(body: string): Promise<Page> {
    chromium.faults.length = 0;
    const context = await chromium.newContext();
    await context.clock.install();
    await connectToSite(context, site);
    const page = await context.newPage();
    await page.clock.pauseAt(Date.now() + 3_600_000);
    await page.goto(site.addPage(body));
    site.requests.length = 0;
    return page;
  }

  /** Lets time pass in the page, and returns the lines of the package since the last call. */
  async function linesAfter(page: Page, ms: number): Promise<string[]> {
    await page.clock.runFor(ms);
    await page.evaluate(() => {}); // The lines arrive before the answer.
    return chromium.faults.splice(0).filter((line) => line.startsWith('junction-connect'));
  }

  /** Adds markup to the page by a script. */
  const add = (page: Page, markup: string) =>
    page.evaluate((text) => document.body.insertAdjacentHTML('beforeend', text), markup);

  const faults: [what: string, body: string, line: RegExp][] = [
    ['no endpoint', script() + element(), /token-endpoint="">: expected .* Name it here/],
    ['an unknown mode', script() + wrong, /mode="modal">: expected auto or/],
    [
      'a return-url of another origin',
      script() + element('token-endpoint="/api/link-token" return-url="https://other.example/"'),
      /return-url="https:\/\/other.example\/">: expected a URL of the page's origin/,
    ],
    [
      'an endpoint of another origin that the page has not allowed',
      script() + element('token-endpoint="https://api.example/t"'),
      /token-endpoint="https:\/\/api.example\/t">.* add data-allowed-origins/,
    ],
    [
      'a placeholder in a page without a list of endpoints',
      `${script()}<div data-junction-connect data-token-endpoint="/api/link-token">Connect</div>`,
      /token-endpoint=".*add data-token-endpoints="\/api\/link-token"/,
    ],
    [
      'a placeholder with an endpoint that is not in the list',
      `${script('data-token-endpoints="/api/other"')}<li data-junction-connect data-token-endpoint="/api/link-token">Go</li>`,
      /token-endpoint=".*add data-token-endpoints="\/api\/link-token"/,
    ],
    [
      'a script tag that shows a button with an unknown method',
      `<main>${script('data-token-endpoint="/api/link-token" data-method="put"')}</main>`,
      /method="put">: expected post or get/,
    ],
    ['a script tag in <head>', `${script('data-token-endpoint="/t"')}<body>Text`, /<head> shows nothing\. Move it/],
    [
      'a script tag in <head> that is a module',
      `${script('type="module" data-token-endpoint="/t"')}<body>Text`,
      /shows no button\. A module \(type="module"\) does not know its place, in <head> or elsewhere\. Use <div/,
    ],
    [
      'a provider that is deprecated',
      script() + element('token-endpoint="/t" providers="oura fitbit"').repeat(2),
      /providers>: "fitbit" is deprecated/,
    ],
    [
      'an unknown look, in an element and in a placeholder',
      `${script('data-token-endpoints="/t"')}${element('size="huge"')}<div data-junction-connect data-size="Huge"></div>`,
      /size="huge">: expected small or medium or large$/,
    ],
    [
      'texts that are not JSON',
      script() + element('token-endpoint="/t" messages="Go"'),
      /messages>: expected an object/,
    ],
    [
      'a time that is no number',
      script() + element('token-endpoint="/t" timeout="abc"'),
      /<junction-connect timeout>: expec/,
    ],
    [
      'a placeholder of a comment with a very long address, which does not block the page',
      `${script('data-token-endpoints="/t"')}<div data-junction-connect data-token-endpoint="ftp:${'a'.repeat(1_000_000)}"></div>`,
      /token-endpoint="ftp:a{196}…">: expected an http\(s\) URL$/,
    ],
  ];
  for (const [what, body, line] of faults) {
    it(`has one line, one second after load: ${what}`, async () => {
      const page = await open(body);
      await page.evaluate(() => {
        for (const type of ['open', 'error', 'exit', 'success'])
          document.addEventListener(`junction-${type}`, () => console.error(`junction-connect: an event ${type}`));
      });
      assert.deepEqual(await linesAfter(page, 990), []);
      const lines = await linesAfter(page, 10_000);
      assert.equal(lines.length, 1, lines.join('\n'));
      assert.match(lines[0]!, line);
      const texts = await page.locator('junction-connect').getByRole('status').allInnerTexts();
      assert.deepEqual(
        texts.filter((text) => text.trim()),
        [],
      );
      assert.deepEqual(site.requests, []);
    });
  }

  it('has no line before load', async () => {
    const context = await chromium.newContext();
    await context.clock.install();
    await connectToSite(context, site);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await context.route('**/held.png', async (route) => {
      await held;
      await route.fulfill({ status: 404 });
    });
    const page = await context.newPage();
    chromium.faults.length = 0;
    await page.goto(site.addPage(`${script() + wrong}<img src="/held.png">`), { waitUntil: 'domcontentloaded' });
    assert.deepEqual(await linesAfter(page, 60_000), []);
    const loaded = page.waitForEvent('load');
    release();
    await loaded;
    assert.deepEqual(await linesAfter(page, 900), []);
    assert.deepEqual(await linesAfter(page, 10_000), [modeLine]);
  });

  const repairs: [how: string, body: string, repair: () => void][] = [
    [
      'a framework sets the property late',
      script() + element(),
      () => {
        document.querySelector('junction-connect')!.tokenEndpoint = '/api/link-token';
      },
    ],
    [
      'the page sets fetchToken late',
      script() + element(),
      () => {
        document.querySelector('junction-connect')!.fetchToken = () => 'token';
      },
    ],
    [
      'the page names its endpoint late',
      script() + element(),
      () => {
        const { configurePage } = customElements.get('junction-connect') as typeof JunctionConnect;
        configurePage({ tokenEndpoints: ['/api/link-token'] });
      },
    ],
    ['the page removes the element', script() + wrong, () => document.querySelector('junction-connect')!.remove()],
    [
      'the page changes the attribute of a placeholder',
      `${script('data-token-endpoints="/api/link-token"')}<div data-junction-connect data-mode="modal"></div>`,
      () => document.querySelector('div')!.setAttribute('data-mode', 'popup'),
    ],
    [
      'the element is disabled',
      script() + element(),
      () => document.querySelector('junction-connect')!.toggleAttribute('disabled', true),
    ],
    [
      'the page removes the script tag in <head>',
      `${script('data-token-endpoint="/t"')}<body>Text`,
      () => document.querySelector('script[data-token-endpoint]')!.remove(),
    ],
  ];
  for (const [how, body, repair] of repairs) {
    it(`has no line when it is not so any more: ${how}`, async () => {
      const page = await open(body);
      assert.deepEqual(await linesAfter(page, 500), []);
      await page.evaluate(repair);
      assert.deepEqual(await linesAfter(page, 60_000), []);
    });
  }

  it('has one line for many elements with the same fault, and one for each other fault', async () => {
    const page = await open(script() + wrong.repeat(500) + element() + element());
    const lines = await linesAfter(page, 2000);
    assert.equal(lines.length, 2, lines.join('\n'));
    assert.equal(lines[0], modeLine);
    assert.match(lines[1]!, /token-endpoint/);
  });

  it('has one line for each fault of one element', async () => {
    const page = await open(
      script() + element('token-endpoint="/t" size="huge" mode="zz" return-url="https://o.example/" provider="fitbit"'),
    );
    const lines = await linesAfter(page, 2000);
    assert.deepEqual(
      lines.map((line) => /<junction-connect ([\w-]+)/.exec(line)![1]),
      ['size', 'mode', 'return-url', 'provider'],
    );
    assert.deepEqual(await linesAfter(page, 60_000), []);
  });

  it('has the line of an element that comes later, one second after it came', async () => {
    const page = await open(script() + wrong);
    await linesAfter(page, 5000);
    await add(page, element('token-endpoint="/t" method="put"'));
    assert.deepEqual(await linesAfter(page, 500), []);
    await add(page, element('token-endpoint="/t" credentials="always"'));
    assert.deepEqual(await linesAfter(page, 490), []);
    const [line, ...others] = await linesAfter(page, 400);
    assert.match(line!, /method="put"/);
    assert.deepEqual(others, []);
    const [nextLine, ...nextOthers] = await linesAfter(page, 400);
    assert.match(nextLine!, /credentials="always"/);
    assert.deepEqual(nextOthers, []);
    await add(page, wrong); // Its line is in the console already.
    assert.deepEqual(await linesAfter(page, 5000), []);
  });

  it('has the line of a disabled element when the page enables it', async () => {
    const page = await open(script() + element('disabled'));
    assert.deepEqual(await linesAfter(page, 5000), []);
    await page.evaluate(() => (document.querySelector('junction-connect')!.disabled = false));
    assert.equal((await linesAfter(page, 5000)).length, 1);
  });

  for (const when of ['before', 'after'] as const) {
    it(`has one line for each error of two presses, which come ${when} that time, and no other line`, async () => {
      const page = await open(script() + wrong);
      const lines = when === 'after' ? await linesAfter(page, 5000) : [];
      for (let press = 0; press < 2; press++) {
        const code = page.evaluate(
          () =>
            new Promise<string>((resolve) =>
              document.addEventListener('junction-error', ({ detail }) => resolve(detail.error.code), { once: true }),
            ),
        );
        await page.getByRole('button').click();
        assert.equal(await code, 'configuration_invalid');
      }
      assert.deepEqual([...lines, ...(await linesAfter(page, 5000))], [modeLine, modeLine]);
    });
  }

  it('leaves no timer behind, and has only one for many elements', async () => {
    const counter = `<script>
      window.timers = new Set();
      window.mostTimers = 0;
      const { setTimeout: set, clearTimeout: clear } = window;
      window.setTimeout = (work, ms) => {
        const id = set(() => { timers.delete(id); work(); }, ms);
        timers.add(id);
        mostTimers = Math.max(mostTimers, timers.size);
        return id;
      };
      window.clearTimeout = (id) => { clear(id); timers.delete(id); };
    </script>`;
    const page = await open(counter + script() + wrong.repeat(50));
    const counts = () =>
      page.evaluate(() => {
        const { timers, mostTimers } = window as unknown as { timers: Set<unknown>; mostTimers: number };
        return [timers.size, mostTimers];
      });
    assert.deepEqual(await counts(), [1, 1]);
    await linesAfter(page, 5000);
    assert.deepEqual(await counts(), [0, 1]);
    await page.evaluate((markup) => {
      document.body.innerHTML = markup;
      document.body.replaceChildren();
    }, wrong.repeat(50));
    await linesAfter(page, 200); // The search for placeholders has a timer of its own.
    assert.equal((await counts())[0], 0);
  });
});
