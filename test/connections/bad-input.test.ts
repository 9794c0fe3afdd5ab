import { expect } from '@open-wc/testing';
import { configurePage } from '../../src/link/configuration/page-settings.js';
import type { JunctionConnections } from '../../src/connections.js';
import { en as buttonTexts } from '../../src/i18n/en.js';
import { en } from '../../src/i18n/connections/en.js';
import { resetPageSettings } from '../support/configuration.js';
import {
  addList,
  connection,
  type FakeAnswer,
  FakeSite,
  html,
  ListHarness,
  provider,
  recordConsole,
  type RecordedConsole,
} from '../support/connections.js';
import { installFakeClock } from '../support/fake-clock.js';

/** A picture that every browser can show. */
const picture = '/node_modules/@open-wc/testing/assets/missing.png';

describe('<junction-connections> with bad input', () => {
  let site: FakeSite;
  let log: RecordedConsole;
  beforeEach(() => {
    site = new FakeSite().install();
    log = recordConsole();
  });
  afterEach(() => {
    log.restore();
    site.uninstall();
    resetPageSettings();
  });

  const otherOrigin = 'https://api.example.com/connections';

  const answers: [what: string, answer: FakeAnswer, text: string, line: RegExp][] = [
    ['that is down', new TypeError('secret'), en['connections.failed'], /did not answer GET. Check its address/],
    ['that fails', 500, en['connections.failed'], /GET with HTTP 500\. See the log of its server/],
    ['without a route', 404, buttonTexts.unavailable, /HTTP 404\. Check its address/],
    ['that refuses the page', 403, buttonTexts.unavailable, /HTTP 403\. It refuses this page/],
    ['for people who sign in', 401, en['connections.signedOut'], /HTTP 401\. It says that nobody is signed in/],
    ['that is a page', '<!doctype html><b>secret</b>', buttonTexts.unavailable, /something else than \{ connections,/],
    ['with no text', '', buttonTexts.unavailable, /something else/],
    ['with half of an answer', '{"connections":[', buttonTexts.unavailable, /something else/],
    ['with another shape', { data: ['secret'] }, buttonTexts.unavailable, /something else/],
    ['with a list alone', [provider('oura')], buttonTexts.unavailable, /something else/],
  ];
  for (const [what, answer, text, line] of answers) {
    it(`has words for the person, and a line for the owner, with an endpoint ${what}`, async () => {
      site.answer = () => answer;
      const harness = await addList();
      expect([harness.message(), harness.rows()]).to.deep.equal([text, []]);
      expect(log.lines.length).to.equal(1);
      expect(log.lines[0])
        .to.match(/^junction-connections: /)
        .and.match(line);
      expect(log.lines[0]).to.not.contain('secret');
    });
  }

  it('gives up on an endpoint that does not answer in time', async () => {
    const clock = installFakeClock();
    try {
      site.answer = () => new Promise(() => {});
      const harness = await addList(
        html`<junction-connections endpoint="/api/connections" timeout="3000"></junction-connections>`,
      );
      await clock.pass(2999);
      expect(harness.message()).to.equal(en['connections.loading']);
      await clock.pass(1);
      await harness.settled();
      expect([harness.message(), site.requests[0]!.init.signal!.aborted]).to.deep.equal([
        en['connections.failed'],
        true,
      ]);
    } finally {
      await clock.uninstall();
    }
  });

  const wrongHeaders: [what: string, headers: unknown][] = [
    [
      'throws',
      () => {
        throw new Error('Bearer secret');
      },
    ],
    ['rejects', () => Promise.reject(new Error('Bearer secret'))],
    ['returns a header that does not exist', () => ({ 'bad header': 'Bearer secret' })],
    ['is no function', { Authorization: 'Bearer secret\nX: 1' }],
  ];
  for (const [what, headers] of wrongHeaders) {
    it(`asks nobody, and tells no header, when headers ${what}`, async () => {
      const harness = await addList(
        html`<junction-connections endpoint="/api/connections" .headers=${headers}></junction-connections>`,
      );
      expect([harness.message(), site.requests]).to.deep.equal([en['connections.failed'], []]);
      expect(log.lines.join()).to.contain('headers').and.not.contain('secret');
    });
  }

  it('gives up on a function for headers that never returns', async () => {
    const clock = installFakeClock();
    try {
      const headers = () => new Promise<HeadersInit>(() => {});
      const harness = await addList(
        html`<junction-connections endpoint="/api/connections" .headers=${headers}></junction-connections>`,
      );
      await clock.pass(10_000);
      await harness.settled();
      expect([harness.message(), clock.timerCount()]).to.deep.equal([en['connections.failed'], 0]);
    } finally {
      await clock.uninstall();
    }
  });

  const wrongSettings: [what: string, template: ReturnType<typeof html>, line: RegExp][] = [
    [
      'no endpoint',
      html`<junction-connections></junction-connections>`,
      /<junction-connections endpoint="">: expected/,
    ],
    [
      'an endpoint that is no address',
      html`<junction-connections endpoint="javascript:alert(1)"></junction-connections>`,
      /<junction-connections endpoint="javascript:alert\(1\)">: expected an http\(s\) URL/,
    ],
    [
      'an endpoint of another origin in markup',
      html`<junction-connections endpoint=${otherOrigin}></junction-connections>`,
      /<junction-connections endpoint=.*data-allowed-origins="https:\/\/api.example.com"/,
    ],
    [
      'an endpoint in a copied placeholder',
      html`<junction-connections endpoint="/api/connections" data-from-placeholder></junction-connections>`,
      /<junction-connections endpoint=.*data-connections-endpoints="\/api\/connections"/,
    ],
    [
      'an unknown value of credentials',
      html`<junction-connections endpoint="/api/connections" credentials="yes"></junction-connections>`,
      /<junction-connections credentials="yes">: expected same-origin or include or omit/,
    ],
    [
      'a header in markup that is none for a token',
      html`<junction-connections endpoint="/api/connections" csrf-header="X-HTTP-Method-Override"></junction-connections>`,
      /<junction-connections csrf-header=/,
    ],
    [
      'a timeout that is no number',
      html`<junction-connections endpoint="/api/connections" timeout="soon"></junction-connections>`,
      /<junction-connections timeout>: expected 0 or more milliseconds/,
    ],
  ];
  it('waits for an endpoint that a framework names later, and for its headers', async () => {
    const harness = await addList(html`<junction-connections></junction-connections>`);
    expect([harness.rows().length, site.requests.length]).to.deep.equal([0, 0]);
    harness.list.endpoint = '/api/connections';
    await harness.settled();
    expect([harness.rows().length, site.sent()]).to.deep.equal([3, ['GET /api/connections']]);
    harness.list.headers = { 'X-App': 'shop' };
    await harness.settled();
    expect(site.requests.at(-1)!.headers.get('X-App')).to.equal('shop');
    const { length } = site.requests;
    harness.list.headers = { 'X-App': 'shop' };
    await harness.settled();
    expect([site.requests.length, log.lines]).to.deep.equal([length, []]);
  });

  for (const [what, template, line] of wrongSettings) {
    it(`asks nobody, and names the attribute, with ${what}`, async () => {
      const harness = await addList(template);
      if (!harness.list.endpoint) await harness.list.refresh(); // A framework may name the endpoint a moment later.
      expect([harness.message(), site.requests]).to.deep.equal([buttonTexts.unavailable, []]);
      expect(log.lines.length).to.equal(1);
      expect(log.lines[0]).to.match(line);
      await harness.press(harness.retry()!);
      expect([harness.message(), harness.focused()]).to.deep.equal([buttonTexts.unavailable, 'retry']);
    });
  }

  it('asks an endpoint of another origin that the page has listed, or that a script has assigned', async () => {
    const assigned = document.createElement('junction-connections');
    assigned.endpoint = otherOrigin;
    assigned.csrfToken = 'csrf-1';
    document.body.append(assigned);
    await new ListHarness(assigned).settled();
    assigned.remove();
    configurePage({ connectionsEndpoints: [otherOrigin] });
    await addList(html`<junction-connections endpoint=${otherOrigin} csrf-token="csrf-1"></junction-connections>`);
    await addList(html`<junction-connections></junction-connections>`);
    expect(site.requests.map(({ url }) => url.href)).to.deep.equal([otherOrigin, otherOrigin, otherOrigin]);
    expect(site.requests.some(({ headers }) => headers.has('X-CSRF-Token'))).to.equal(false);
  });

  it('shows names as text, and runs nothing', async () => {
    const markup = '<img src=x onerror="window.wasRun = true"><script>window.wasRun = true</script>';
    site.connections = [connection('oura', { name: markup }), connection('garmin', { name: '{provider} {date} $&' })];
    site.available = site.connections;
    const harness = await addList();
    expect(harness.textOf(harness.row('oura').querySelector('[part=name]'))).to.equal(markup);
    expect(harness.root.querySelector('img, script')).to.equal(null);
    await harness.press(harness.disconnect('oura')!);
    await harness.press(harness.confirm('oura'));
    expect(harness.announced()).to.equal(`${markup} is disconnected.`);
    await harness.press(harness.disconnect('garmin')!);
    expect(harness.textOf(harness.question('garmin')!.querySelector('strong'))).to.equal(
      'Disconnect {provider} {date} $&?',
    );
    expect('wasRun' in window).to.equal(false);
  });

  const names: [what: string, name: unknown, shown: string, monogram: string][] = [
    ['Arabic', 'سوار اللياقة', 'سوار اللياقة', 'س'],
    ['emoji', '💍 Ring', '💍 Ring', '💍'],
    ['very long', '👟'.repeat(3000), '👟'.repeat(100), '👟'],
    ['white space', ' \n ', 'Oura', 'O'],
    ['line breaks and other control characters', 'Ring\r\n\u0000One', 'Ring One', 'R'],
    ['characters that turn the text around', '\u202Egnir\u2069\u2066', 'gnir', 'g'],
    ['no text', 7, 'Oura', 'O'],
  ];
  for (const [what, name, shown, monogram] of names) {
    it(`shows a name: ${what}`, async () => {
      site.available = [{ provider: 'oura', name, logo: null }];
      const harness = await addList();
      const row = harness.row('oura');
      expect(['name', 'logo'].map((part) => harness.textOf(row.querySelector(`[part=${part}]`)))).to.deep.equal([
        shown,
        monogram,
      ]);
      expect(row.scrollWidth).to.be.at.most(harness.list.clientWidth);
    });
  }

  const logos: [logo: unknown, hasImage: boolean][] = [
    ['https://logo.example/oura.svg', true],
    ['http://logo.example/oura.svg', true],
    ['javascript:window.wasRun=true', false],
    ['data:image/svg+xml,<svg onload="window.wasRun=true"/>', false],
    ['blob:https://logo.example/1', false],
    ['//logo.example/oura.svg', false],
    ['oura.svg', false],
    [{ href: 'https://logo.example' }, false],
    [null, false],
  ];
  for (const [logo, hasImage] of logos) {
    it(`${hasImage ? 'shows' : 'does not load'} the logo ${JSON.stringify(logo)}`, async () => {
      site.available = [{ provider: 'oura', name: 'Oura', logo }];
      // The image is lazy, and far below the window. So the browser does not request it, and it cannot fail.
      const harness = await addList(
        html`<div style="position: absolute; top: 50000px">
          <junction-connections endpoint="/api/connections"></junction-connections>
        </div>`,
      );
      const image = harness.row('oura').querySelector('img');
      expect(image?.getAttribute('src')).to.equal(hasImage ? logo : undefined);
      if (image) expect([image.loading, image.referrerPolicy, image.alt]).to.deep.equal(['lazy', 'no-referrer', '']);
      expect('wasRun' in window).to.equal(false);
    });
  }

  it('shows the first letter of the name in place of a logo that cannot be loaded', async () => {
    site.available = [provider('oura', { logo: new URL(picture, location.href).href }), provider('garmin')];
    const harness = await addList();
    const image = harness.row('oura').querySelector('img')!;
    await new Promise((resolve) => image.addEventListener('error', resolve));
    await harness.settled();
    const logo = () => harness.row('oura').querySelector('[part=logo]')!;
    expect([harness.textOf(logo()), logo().querySelector('img') === null]).to.deep.equal(['O', true]);
    harness.list.requestUpdate();
    await harness.settled();
    expect(logo().querySelector('img') === null).to.equal(true);
    // It may have failed for a moment only. So an image fails again, and not one that is gone.
    const failed = new Promise<Event>((resolve) => harness.root.addEventListener('error', resolve, true));
    await harness.list.refresh();
    const again = (await failed).target as HTMLImageElement;
    expect([again.src, again === image]).to.deep.equal([image.src, false]);
  });

  const times: [since: unknown, state: RegExp][] = [
    ['2026-11-27T12:00:00Z', /^Connected since Nov 27, 2026$/],
    ['2026-11-27', /^Connected since Nov 2[67], 2026$/],
    ['yesterday', /^Connected$/],
    ['', /^Connected$/],
    [1790000000, /^Connected$/],
    ['+275760-09-13T00:00:00Z', /^Connected since \w+ 1[23], 275760$/],
    ['+999999-01-01T00:00:00Z', /^Connected$/],
  ];
  for (const [since, state] of times) {
    it(`shows the time ${JSON.stringify(since)} of a connection, if it is one`, async () => {
      site.connections = [{ ...connection('oura'), since }];
      expect((await addList()).state('oura')).to.match(state);
    });
  }

  for (const lang of ['de', 'tlh', '!', 'a'.repeat(100)])
    it(`shows the day of a connection in the language "${lang.slice(0, 5)}"`, async () => {
      site.connections = [connection('oura', { since: '2026-11-27T12:00:00Z' })];
      const harness = await addList(
        html`<junction-connections endpoint="/api/connections" lang=${lang}></junction-connections>`,
      );
      expect(harness.state('oura')).to.match(lang === 'de' ? /seit 27\.11\.2026/ : /since Nov 27, 2026/);
    });

  it('leaves out what has no slug, and what comes twice', async () => {
    site.connections = [connection('oura'), { ...connection('oura'), status: 'error' }, null, 7, { provider: '../x' }];
    site.available = [provider('oura'), provider('oura'), {}, { provider: 'A B' }, { provider: 'a"><b>' }];
    const harness = await addList();
    expect([harness.shown(), harness.state('oura')]).to.deep.equal([['oura'], 'Connected']);
  });

  it('lets the person connect again with an unknown status, and an unknown provider by its slug', async () => {
    site.connections = [{ ...connection('new_ring'), status: 'paused', reason: 'because <b>of</b> this' }];
    site.available = [{ provider: 'new_ring' }, { provider: 'constructor' }, { provider: '__proto__' }];
    const harness = await addList();
    expect([harness.shown(), harness.state('new_ring')]).to.deep.equal([
      ['new_ring', 'constructor', '__proto__'],
      'The connection to new_ring was lost. Please connect again.',
    ]);
    expect(harness.connect('__proto__')!.provider).to.equal('__proto__');
  });

  it('shows 500 rows, with a search, and of an endless answer the beginning', async function () {
    this.timeout(60_000); // So many rows take a slow machine some seconds.
    const many = (count: number) => Array.from({ length: count }, (_, index) => provider(`p${index}`));
    site.available = many(500);
    const harness = await addList();
    expect([harness.rows().length, harness.search() !== null]).to.deep.equal([500, true]);
    harness.search()!.value = 'p499';
    harness.search()!.dispatchEvent(new InputEvent('input'));
    await harness.settled();
    expect(harness.shown()).to.deep.equal(['p499']);
    site.available = many(20_000);
    await harness.list.refresh();
    await harness.settled();
    expect(harness.rows().length).to.equal(1000);
  });

  const providers: unknown[] = ['garmin, OURA', ['garmin', 'Oura'], new Set(['x']), 7, null];
  for (const value of providers)
    it(`takes any value of the property providers: ${JSON.stringify(value)}`, async () => {
      const harness = await addList(
        html`<junction-connections endpoint="/api/connections" .providers=${value}></junction-connections>`,
      );
      expect(harness.textOf(harness.region())).to.not.equal(buttonTexts.unavailable);
      if (Array.isArray(value) || typeof value === 'string') expect(harness.shown()).to.deep.equal(['garmin', 'oura']);
    });

  it('says which providers the endpoint does not offer, once', async () => {
    await addList(
      html`<junction-connections endpoint="/api/connections" providers="oura ouraa"></junction-connections>`,
    );
    await addList(html`<junction-connections endpoint="/api/connections" providers="ouraa"></junction-connections>`);
    expect(log.lines).to.deep.equal([
      'junction-connections: <junction-connections providers>: the endpoint does not offer "ouraa"',
    ]);
  });

  it('goes on when the console throws', async () => {
    console.error = () => {
      throw new Error('no console');
    };
    site.answer = () => 500;
    expect((await addList()).message()).to.equal(en['connections.failed']);
  });

  it('keeps what the list needs when a script sets a property to undefined', async () => {
    const harness = await addList();
    const list = harness.list as unknown as Record<string, unknown> & JunctionConnections;
    for (const name of ['providers', 'mode', 'method', 'credentials', 'csrfHeader', 'timeout', 'logos', 'disconnect'])
      list[name] = undefined;
    await harness.settled();
    expect(harness.shown()).to.deep.equal(['oura', 'garmin', 'polar']);
    expect(harness.list.disconnect).to.equal(false);
  });
});
