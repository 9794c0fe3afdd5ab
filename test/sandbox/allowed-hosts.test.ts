import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox, type SandboxOptions } from 'junction-connect/sandbox';
import { apiKey } from '../support/junction.js';

const origin = 'http://junction.test:4000';
const paths = ['/v2/providers', '/initialize.js', '/link.css', '/logo/oura.svg', '/?token=a', '/closed', '/nothing'];
const headers = { 'x-vital-api-key': apiKey };

/** Returns the statuses of the answers to requests for this host. */
async function statusesAt(host: string, options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({ origin, ...options });
  const answers = paths.map((path) => sandbox(new Request(`http://${host}${path}`, { headers })));
  return (await Promise.all(answers)).map(({ status }) => status);
}

/**
 * Returns the status of the answer to a request whose header `Host` has this value. The server has used its own name for the
 * address.
 */
async function statusOfHeader(host: string, options: Partial<SandboxOptions> = {}) {
  const request = new Request(`${origin}/v2/providers`, { headers: { ...headers, host } });
  return (await createSandbox({ origin, ...options })(request)).status;
}

const answered = [200, 200, 200, 200, 400, 200, 404];
const refused = paths.map(() => 421);

describe('the hosts at which the sandbox answers', () => {
  const own = [
    'junction.test:4000',
    'junction.test',
    'JUNCTION.test',
    'localhost:4000',
    'app.localhost',
    '127.0.0.1',
    '[::1]:80',
  ];
  for (const host of own)
    it(`are its own and those of this machine: ${host}`, async () => {
      assert.deepEqual(await statusesAt(host), answered);
    });

  const foreign = [
    'shop.example',
    'www.junction.test',
    'junction.test.shop.example',
    'localhost.shop.example',
    'xlocalhost',
    '127.0.0.1.shop.example',
    '192.168.0.7',
    '[::2]',
  ];
  for (const host of foreign)
    it(`do not include ${host}, in the address or in the header`, async () => {
      assert.deepEqual(await statusesAt(host), refused);
      assert.equal(await statusOfHeader(host), 421);
    });

  for (const header of ['', 'localhost@shop.example', 'shop.example#localhost', 'localhost, shop.example', 'a b'])
    it(`are not named by the header '${header}'`, async () => {
      assert.equal(await statusOfHeader(header), 421);
    });

  it('include those that allowedHosts lists', async () => {
    const allowedHosts = ['shop.example', '[::2]'];
    for (const host of ['shop.example:80', '[::2]', 'junction.test', 'localhost'])
      assert.deepEqual(await statusesAt(host, { allowedHosts }), answered, host);
    for (const host of ['www.shop.example', 'xshop.example', 'example'])
      assert.deepEqual(await statusesAt(host, { allowedHosts }), refused, host);
  });

  it('include all names below one that begins with a dot', async () => {
    const allowedHosts = ['.shop.example'];
    for (const host of ['shop.example', 'a.shop.example', 'a.b.shop.example'])
      assert.deepEqual(await statusesAt(host, { allowedHosts }), answered, host);
    for (const host of ['ashop.example', 'shop.example.evil.example'])
      assert.deepEqual(await statusesAt(host, { allowedHosts }), refused, host);
  });

  it('are all hosts when allowedHosts is true', async () => {
    assert.deepEqual(await statusesAt('shop.example', { allowedHosts: true }), answered);
    assert.equal(await statusOfHeader('shop.example', { allowedHosts: true }), 200);
  });

  it('are the same for the control API, which answers 403, and are never all hosts there', async () => {
    const control = async (host: string, options: Partial<SandboxOptions> = {}) =>
      (await createSandbox({ origin, ...options })(new Request(`http://${host}/_sandbox/state`))).status;
    assert.equal(await control('junction.test'), 200);
    assert.equal(await control('shop.example'), 403);
    assert.equal(await control('shop.example', { allowedHosts: ['shop.example'] }), 200);
    assert.equal(await control('shop.example', { allowedHosts: true }), 403);
    const renamed = new Request(`${origin}/_sandbox/state`, { headers: { host: 'shop.example' } });
    assert.equal((await createSandbox({ origin })(renamed)).status, 403);
  });

  it('get an answer that says what to do, with the headers of every answer', async () => {
    const answer = await createSandbox({ origin })(new Request('http://shop.example/initialize.js'));
    const { detail } = (await answer.json()) as { detail: string };
    assert.match(detail, /Use http:\/\/junction\.test:4000, or the option allowedHosts/);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    assert.match(answer.headers.get('Content-Security-Policy')!, /default-src 'none'/);
  });

  for (const wrong of [
    'http://shop.example',
    'shop.example:80',
    'Shop.example',
    'shop.example/',
    '*.shop.example',
    '.',
    '',
    'a b',
  ])
    it(`cannot be '${wrong}'`, () => {
      assert.throws(() => createSandbox({ origin, allowedHosts: [wrong] }), TypeError);
    });
});
