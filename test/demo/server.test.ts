import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { listenLocally } from '../../demo/listen.js';
import { readPort } from '../../demo/port.js';
import { startDemo } from '../support/start-demo.js';

const key = 'us_0123456789abcdef';

/** Requests a path exactly as it is written. `fetch` would resolve the dots in it. @returns the status of the answer */
async function statusOf(origin: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(origin);
  const [response] = (await once(get({ hostname, port, path }), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

describe('the demo without a key', () => {
  const demo = startDemo();
  let address = '';
  before(async () => (address = await demo.ready));
  after(() => demo.stop());

  const requestToken = (origin: string, body: unknown) =>
    fetch(`${origin}/api/link-token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('prints which Junction it uses', () => {
    assert.match(demo.output(), /^junction-connect demo: http:\/\/localhost:\d+\n/);
    assert.match(demo.output(), /Junction: a local stand-in; nothing leaves this machine/);
  });

  test('returns Link Tokens of the local Junction', async () => {
    const response = await requestToken(address, { filter_on_providers: ['oura', 'garmin'] });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const answer = (await response.json()) as Record<string, string>;
    assert.deepEqual(Object.keys(answer).sort(), ['link_token', 'link_web_url']);
    const link = await fetch(answer.link_web_url!);
    assert.equal(link.status, 200);
    const list = await link.text();
    assert.match(list, /Oura/);
    assert.doesNotMatch(list, /Fitbit/);
  });

  test('returns several tokens for the same person, at each name of this machine', async () => {
    const { port } = new URL(address);
    for (const origin of [address, address, `http://127.0.0.1:${port}`]) {
      const response = await requestToken(origin, { provider: 'oura' });
      const { link_web_url } = (await response.json()) as { link_web_url: string };
      assert.equal(new URL(link_web_url).origin, origin);
      assert.match(await (await fetch(link_web_url)).text(), /Sign in to Oura/);
    }
  });

  test('serves the page, and the files that the page needs', async () => {
    const page = await fetch(address);
    assert.match(page.headers.get('Content-Type') ?? '', /^text\/html/);
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    assert.match(policy, /script-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|https/);
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="\.(\/[^"]+)"/g)].map(([, path]) => path);
    assert.ok(files.includes('/connections.js'));
    for (const file of [...files, '/standalone.js', '/junction/initialize.js']) {
      const response = await fetch(address + file);
      assert.equal(response.status, 200, file);
      await response.body?.cancel();
    }
  });

  test('serves the version, and the addresses and hashes of the scripts to paste and of the languages', async () => {
    const response = await fetch(`${address}/integrity.json`);
    assert.deepEqual(Object.keys((await response.json()) as object), [
      'version',
      'url',
      'integrity',
      'connections',
      'languages',
    ]);
  });

  test('serves the location of Link to the page', async () => {
    const { port } = new URL(address);
    for (const origin of [address, `http://127.0.0.1:${port}`]) {
      assert.deepEqual(await (await fetch(`${origin}/api/config`)).json(), {
        junction: 'local',
        region: 'us',
        link: { script: `${origin}/junction/initialize.js`, origins: [origin] },
        breakConnection: { url: '/junction/_sandbox/connections/error', clientUserId: 'junction-connect-demo' },
      });
      const script = await fetch(`${origin}/link-location.js`);
      assert.match(script.headers.get('Content-Type') ?? '', /^text\/javascript/);
      assert.ok((await script.text()).includes(`"${origin}/junction/initialize.js"`));
    }
  });

  test('serves only the files of the page', async () => {
    for (const path of [
      '/server.ts',
      '/../server.ts',
      '/%2e%2e/server.ts',
      '/..%2fserver.ts',
      '/styles/../../app.ts',
    ]) {
      const response = await fetch(address + path);
      assert.equal(response.status, 404, path);
    }
  });

  test('serves the documents as text, and their pictures', async () => {
    for (const [path, type] of [
      ['/docs/builders/webflow.md', 'text/plain; charset=utf-8'],
      ['/docs/theming.md', 'text/plain; charset=utf-8'],
      ['/docs/states.png', 'image/png'],
    ] as const) {
      const response = await fetch(address + path);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('Content-Type'), type, path);
      await response.body?.cancel();
    }
  });

  test('serves no other file with the documents', async () => {
    for (const path of [
      ...['/docs', '/docs/', '/docs/builders', '/docs/missing.md', '/docs/../package.json', '/docs/../README.md'],
      ...[
        '/docs/%2e%2e/README.md',
        '/docs/..%2fREADME.md',
        '/docs/..%5cREADME.md',
        '/docs/builders/..%2f..%2fREADME.md',
      ],
      ...['/docs//etc/hosts.md', '/README.md', '/docs/theming.md/', '/docs/theming.md%00.png'],
    ]) {
      assert.equal(await statusOf(address, path), 404, path);
    }
  });

  test('ends with an error when its port is taken', async () => {
    const { port } = new URL(address);
    const { code, errors, output } = await startDemo({ PORT: port }).ended;
    assert.equal(code, 1);
    assert.equal(errors, `junction-connect demo: Port ${port} is already in use: set PORT to another one.\n`);
    assert.equal(output, '');
  });
});

describe('the start of the demo', () => {
  for (const [prefix, junction, region, line, signal] of [
    ['sk_', 'sandbox', 'us', 'Junction: sandbox (US)', 'SIGINT'],
    ['pk_', 'production', 'us', 'Junction: production (US)', 'SIGTERM'],
  ] as const) {
    test(`with a key of the ${junction} uses Junction’s own Link, and ends without an error after ${signal}`, async () => {
      const demo = startDemo({ PORT: '0', JUNCTION_API_KEY: prefix + key });
      const address = await demo.ready;
      assert.deepEqual(await (await fetch(`${address}/api/config`)).json(), { junction, region });
      assert.equal(await (await fetch(`${address}/link-location.js`)).text(), '');
      const page = await fetch(address); // Its connection stays open.
      assert.match(
        page.headers.get('Content-Security-Policy') ?? '',
        /script-src 'self' https:\/\/link\.tryvital\.io;/,
      );
      assert.equal((await fetch(`${address}/junction/initialize.js`)).status, 404);
      const { code, output, errors } = await demo.stop(signal);
      assert.deepEqual([code, errors], [0, '']);
      assert.ok(output.includes(line));
      assert.ok(!output.includes(key));
    });
  }

  test('refuses a key of an unknown environment, without printing it', async () => {
    const { code, output, errors } = await startDemo({ PORT: '0', JUNCTION_API_KEY: `xk_${key}` }).ended;
    assert.equal(code, 1);
    assert.match(errors, /^junction-connect demo: JUNCTION_API_KEY has to begin with .*sk_us_/);
    assert.ok(!(output + errors).includes(key));
  });
});

describe('the port of the demo', () => {
  for (const text of ['http', '-1', '65536', '80.5'])
    test(`is not ${text}`, () => {
      assert.throws(() => readPort(text), /^Error: PORT has to be a number from 0 to 65535/);
    });

  test('is 3000, unless PORT names another one', () => {
    assert.deepEqual(['', '0', ' 8080 '].map(readPort), [3000, 0, 8080]);
  });

  test('is refused if it is taken only for IPv6, because localhost can also mean IPv6', async (context) => {
    const other = createServer().listen({ host: '::1', port: 0 });
    try {
      await once(other, 'listening');
    } catch {
      context.skip('no IPv6');
      return;
    }
    const { port } = other.address() as AddressInfo;
    try {
      await assert.rejects(
        listenLocally(() => {}, port),
        { code: 'EADDRINUSE' },
      );
    } finally {
      other.close();
    }
  });
});
