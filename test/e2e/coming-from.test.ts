/** The examples in `docs/coming-from-vital-link.md`, and what it says about code that reads the return by hand. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Engine, findEngines } from '../support/browsers/engines.js';
import type { Browser, Person, Tab } from '../support/browsers/person.js';
import { bundleForPage } from '../support/react-bundle.js';
import { type Site, type SiteRequest, useSite } from '../support/site.js';
import { describeJourneys, elementHtml, pressButton, signIn } from './journeys/journey.js';

const folder = fileURLToPath(new URL('coming-from/', import.meta.url));

/** What the endpoint gets from both examples that are shown side by side. */
const filter = { filter_on_providers: ['oura', 'garmin'] };

interface Example {
  readonly button: string;
  readonly body: Record<string, unknown>;
  /** The token endpoint of the site that the example is for. */
  readonly tokenEndpoint?: (newToken: () => Promise<Response>, request: SiteRequest) => Promise<Response>;
}

const requireAccessToken: Example['tokenEndpoint'] = async (newToken, { headers }) =>
  headers.authorization === 'Bearer ada' ? newToken() : new Response('', { status: 401 });

const component = 'junction-connect >>> button';
const examples: Record<string, Example> = {
  'before.jsx': { button: '#root button:not(:disabled)', body: filter },
  'after.jsx': { button: component, body: filter },
  'keep-headers.jsx': { button: component, body: {}, tokenEndpoint: requireAccessToken },
  'keep-endpoint.jsx': {
    button: component,
    body: {},
    async tokenEndpoint(newToken, request) {
      const answer = await requireAccessToken(newToken, request);
      if (!answer.ok) return answer;
      const { link_token: token, link_web_url: url } = (await answer.json()) as Record<string, string>;
      return Response.json({ data: { token, url } });
    },
  },
};

/** Bundles an example into a page that shows what its callback gets. */
const bundleExample = (file: string) =>
  bundleForPage(
    19,
    `import { createElement } from 'react';
    import { createRoot } from 'react-dom/client';
    import { ConnectDevice } from './${file}';
    const getAccessToken = async () => 'ada';
    const onConnected = (provider) => { document.body.dataset.connected = provider; };
    createRoot(document.querySelector('#root')).render(createElement(ConnectDevice, { getAccessToken, onConnected }));`,
    { folder },
  );

/** Other tests run these journeys in three engines. The examples need one. */
const isChromium = ({ name }: Engine) => name === 'Chromium';

for (const engine of findEngines().filter(isChromium))
  describe(`the examples for people who come from the official hook, in ${engine.name}`, () => {
    let scripts: Map<string, string>;
    let browser: Browser | undefined;
    let person: Person | undefined;
    const site: Site = useSite({
      head: () => '<script src="/configure-link.js"></script>',
      // The hook has the address of Junction's own Link in its code.
      respond: ({ url }) =>
        new Response(scripts.get(new URL(url).pathname)?.replaceAll('https://link.tryvital.io', site.linkOrigin), {
          headers: { 'Content-Type': 'text/javascript' },
        }),
    });
    before(async () => {
      const bundles = Object.keys(examples).map(async (file) => [`/${file}`, await bundleExample(file)] as const);
      scripts = new Map(await Promise.all(bundles));
      browser = await engine.launch();
    });
    after(() => browser?.close());
    beforeEach(async () => (person = await browser!.newPerson()));
    afterEach(() => person?.closeBrowser());

    const open = (file: string): Promise<Tab> =>
      person!.openTab(site.addPage(`<div id="root"></div><script src="/${file}"></script>`));

    async function readConnections(): Promise<unknown> {
      const answer = await site.respondWithConnections(new Request(`${site.origin}/api/connections`));
      const { connections } = (await answer.json()) as { connections: { provider: string }[] };
      return connections.map(({ provider }) => provider);
    }

    for (const [file, { button, body, tokenEndpoint }] of Object.entries(examples))
      it(`connect Oura, and call the page's function: ${file}`, async () => {
        if (tokenEndpoint) site.tokenEndpoint = (newToken) => tokenEndpoint(newToken, site.tokenRequests().at(-1)!);
        const tab = await open(file);
        await tab.press(button);
        await signIn(tab.frame());
        await tab.waitForVisible('body[data-connected=oura]');
        assert.deepEqual(site.tokenRequestBodies(), [body]);
        assert.deepEqual(await readConnections(), ['oura']);
      });

    it('load Link’s script before a press with the hook alone', async () => {
      for (const [file, count] of [
        ['after.jsx', 0],
        ['before.jsx', 1],
      ] as const) {
        const tab = await open(file);
        await tab.waitForVisible(examples[file]!.button);
        assert.equal(site.requests.filter(({ path }) => path === '/initialize.js').length, count, file);
      }
    });
  });

describeJourneys(
  'a page that reads `state` by hand',
  (journey) => {
    const readState = (name: string) =>
      `<script>var ${name} = new URLSearchParams(location.search).get('state')</script>`;
    const open = () => {
      const { site, person } = journey;
      const head = readState('stateBefore') + site.options.head!(site);
      return { page: site.addPage(elementHtml('mode="redirect"') + readState('stateAfter'), {}, head), person };
    };
    const readStates = (tab: Tab) =>
      tab.evaluate(() => {
        const { stateBefore, stateAfter } = globalThis as unknown as Record<string, unknown>;
        return [stateBefore, stateAfter];
      });

    it('finds it only if it reads before the script of the package, and gets the event, too', async () => {
      const { page, person } = open();
      const tab = await person.openTab(page);
      await signIn(await pressButton(person, tab, 'redirect'));
      await journey.site.waitFor('success');
      assert.deepEqual(await readStates(tab), ['success', null]);
      assert.deepEqual(journey.site.summary(), ['open', 'success']);
    });

    it('finds it in each place when the page has opened Link by hand, and gets no event', async () => {
      const { page, person } = open();
      const tab = await person.openTab(`${page}?state=success&provider=oura`);
      await tab.waitForVisible('junction-connect >>> button');
      assert.deepEqual(await readStates(tab), ['success', 'success']);
      assert.deepEqual(journey.site.summary(), []);
    });
  },
  isChromium,
);
