import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { connectProvider, leaveLink, linkIn, useChromium } from '../support/chromium.js';
import { blocksIn } from '../support/document.js';
import { apiKey } from '../support/junction.js';
import { listen, type RunningServer } from '../support/listen.js';
import { root } from '../support/root.js';
import { type SignInService, startSignInService } from '../support/sign-in-service.js';
import { useSite } from '../support/site.js';
import { loadWorker, useAsJunction } from '../support/workers-endpoint.js';

const sendToken = readFileSync(join(root, 'demo/endpoints/workers-endpoint/send-token.html'), 'utf8');
const script = readFileSync(new URL('connections.js', import.meta.resolve('junction-connect/standalone')));

describe('the script that sends the token of the sign-in service', () => {
  const site = useSite({
    linkAt: 'localhost',
    head: () => '<script src="/configure-link.js" defer></script>',
    respond: () => new Response(script, { headers: { 'Content-Type': 'text/javascript' } }),
  });
  const chromium = useChromium();
  let service: SignInService;
  let server: RunningServer;
  let endpoint: string;
  /** The requests to the Worker, with the header that says who is signed in. Preflight requests are left out. */
  const requests: { readonly method: string; readonly path: string; readonly authorization: string | null }[] = [];

  // The local Junction of the site answers the Worker, so that the site's Link accepts the tokens.
  useAsJunction((request) => site.respond(new Request(site.linkOrigin + new URL(request.url).pathname, request)));
  before(async () => {
    service = await startSignInService();
    let answer: Awaited<ReturnType<typeof loadWorker>> | undefined;
    server = await listen(async (request) => {
      const { method, headers, url } = request;
      if (method !== 'OPTIONS')
        requests.push({ method, path: new URL(url).pathname, authorization: headers.get('Authorization') });
      answer ??= await loadWorker({
        ...service.settings,
        JUNCTION_API_KEY: apiKey,
        ALLOWED_ORIGINS: site.origin,
        PROVIDERS: 'oura garmin polar',
      });
      return answer(request);
    });
    endpoint = `http://api.localhost:${server.port}`;
  });
  after(() => {
    server.close();
    service.close();
  });
  beforeEach(() => {
    requests.length = 0;
    chromium.faults.length = 0;
  });

  /** Opens a page of the shop, where this person is signed in, or nobody. The endpoint is of another origin. */
  async function open(body: string, person?: string): Promise<{ page: Page; token: string | undefined }> {
    const token = person && (await service.sign(service.claims(person)));
    const page = await chromium.newPage();
    const url =
      site.addPage(`<script>window.Outseta = { getAccessToken: () => ${JSON.stringify(token ?? null)} };</script>
${sendToken}
<script src="/connections.js" data-token-endpoints="${endpoint}/api/link-token"
  data-connections-endpoints="${endpoint}/api/connections" defer></script>
${body}`);
    await page.goto(url);
    return { page, token };
  }

  async function connect(page: Page, element: Locator, provider: string): Promise<void> {
    await element.getByRole('button').click();
    await connectProvider(linkIn(page), provider);
    await element.getByText(`${provider} is connected`).waitFor();
    await leaveLink(page, 'Done');
  }

  /** Returns what each person has connected, by the person's id. */
  async function connections(): Promise<Record<string, string[]>> {
    const response = await site.respond(new Request(`${site.linkOrigin}/_sandbox/state`));
    const { users } = (await response.json()) as {
      users: { client_user_id: string; providers: { slug: string }[] }[];
    };
    return Object.fromEntries(
      users.map(({ client_user_id, providers }) => [client_user_id, providers.map(({ slug }) => slug)]),
    );
  }

  it('connects with several elements, with one that comes later, and with a placeholder', async () => {
    const { page, token } = await open(
      `<junction-connect id="first"></junction-connect><junction-connect id="second"></junction-connect>
       <div data-junction-connect id="placeholder">Connect</div>`,
      'ada',
    );
    await connect(page, page.locator('#first'), 'Oura');
    await connect(page, page.locator('#second'), 'Garmin');
    await page.evaluate(() => {
      const later = document.createElement('junction-connect');
      later.id = 'later';
      document.body.append(later);
    });
    await connect(page, page.locator('#later'), 'Polar');
    assert.deepEqual(await connections(), { ada: ['oura', 'garmin', 'polar'] });
    await page.locator('#placeholder').getByRole('button').click();
    await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    const expected = { method: 'POST', path: '/api/link-token', authorization: `Bearer ${token}` };
    assert.deepEqual(requests, [expected, expected, expected, expected]);
    assert.deepEqual(chromium.faults, []);
  });

  it('lists what is connected, connects and disconnects, also in a list that comes later', async () => {
    const { page, token } = await open('<junction-connections disconnect logos="none"></junction-connections>', 'ada');
    const row = page.locator('[part=row]').filter({ hasText: 'Oura' });
    await row.getByRole('button', { name: 'Connect Oura' }).click();
    await linkIn(page).getByRole('button', { name: 'Allow' }).click();
    await row.getByText('Connected since').waitFor();
    await leaveLink(page, 'Done');
    await page.evaluate(() => {
      document.querySelector('junction-connections')!.remove();
      document.body.insertAdjacentHTML('beforeend', '<junction-connections disconnect logos="none">');
    });
    await row.getByText('Connected since').waitFor();
    await row.getByRole('button', { name: 'Disconnect Oura' }).click();
    await row.getByRole('group').getByRole('button', { name: 'Disconnect' }).click();
    await row.getByText('Not connected').waitFor();
    assert.deepEqual(await connections(), { ada: [] });
    assert.deepEqual([...new Set(requests.map(({ authorization }) => authorization))], [`Bearer ${token}`]);
    assert.deepEqual(chromium.faults, []);
  });

  it('is for a token that the console shows with the line of the document', async () => {
    const { page } = await open('', 'ada');
    const line = page.waitForEvent('console', (one) => one.type() === 'log');
    const [code] = blocksIn('docs/builders/endpoint.md', 'Look into a token', 'js');
    await page.evaluate(`(async () => { ${code} })()`);
    const { iss, aud, sub } = (await (await line).args()[0]!.jsonValue()) as Record<string, string>;
    assert.deepEqual([iss, aud, sub], [service.settings.ISSUER, service.settings.AUDIENCE, 'ada']);
  });

  it('asks a person to sign in who is not signed in', async () => {
    const { page } = await open('<junction-connect></junction-connect><junction-connections></junction-connections>');
    await page.locator('junction-connect').getByRole('button').click();
    await page.locator('junction-connect').getByText('sign in').waitFor();
    await page.locator('junction-connections').getByText('sign in').waitFor();
    assert.deepEqual([...new Set(requests.map(({ authorization }) => authorization))], [null]);
    assert.deepEqual(await connections(), {});
  });
});
