import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';
import { JunctionClient } from '@junction-api/sdk';

const root = new URL('../../', import.meta.url);
const { bin } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { bin: Record<string, string> };
const program = new URL(bin['junction-connect']!, root).pathname;

const started: ChildProcess[] = [];

/** Starts the command, and waits until it has printed everything. */
async function start(...options: string[]) {
  const startTime = performance.now();
  const child = spawn(process.execPath, [program, 'sandbox', '--port', '0', ...options]);
  started.push(child);
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line === '' && lines.length > 2) break;
  }
  const text = lines.join('\n');
  return {
    child,
    text,
    milliseconds: performance.now() - startTime,
    origin: /http:\/\/localhost:\d+/.exec(text)![0],
  };
}

/** Runs the command to its end, and returns its exit code and its output. */
const run = (...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) =>
    execFile(process.execPath, [program, ...args], { timeout: 10_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    ),
  );

/** Sends a request to the command with this host in the `Host` header, and returns the status of the answer. */
const requestWithHost = (host: string, origin: string) =>
  new Promise<number | undefined>((resolve, reject) =>
    request(`${origin}/v2/providers`, { headers: { host, 'x-vital-api-key': 'x' } }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on('error', reject)
      .end(),
  );

describe('junction-connect sandbox', () => {
  after(() => started.forEach((child) => child.kill()));

  it('prints its addresses, and that it is a stand-in', async () => {
    const { text, origin } = await start();
    assert.match(text, /local stand-in/);
    for (const path of ['/v2/', '/initialize.js', '/_sandbox/state']) assert.ok(text.includes(origin + path), path);
    assert.doesNotMatch(text, /whsec_/, 'without a webhook there is no secret');
    assert.equal((await fetch(`${origin}/initialize.js`)).status, 200);
    assert.equal((await fetch(`${origin}/_sandbox/state`)).status, 200);
  });

  it('serves the SDK, according to its options', async () => {
    const { origin } = await start('--env', 'production', '--region', 'eu', '--coop', 'same-origin');
    const client = new JunctionClient({ apiKey: 'x', baseUrl: origin });
    const { userId } = await client.user.create({ clientUserId: 'ada' });
    const { linkWebUrl } = await client.link.token({ userId, provider: 'oura' });
    const { searchParams } = new URL(linkWebUrl);
    assert.deepEqual([searchParams.get('env'), searchParams.get('region')], ['production', 'eu']);
    const page = await fetch(linkWebUrl);
    assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
  });

  it('lists a new connection after the delay of --listing-delay', async () => {
    const { origin } = await start('--listing-delay', '600000');
    const client = new JunctionClient({ apiKey: 'x', baseUrl: origin });
    const { userId } = await client.user.create({ clientUserId: 'ada' });
    await client.link.connectDemoProvider({ userId, provider: 'oura' });
    assert.deepEqual(await client.user.getConnectedProviders({ userId }), { providers: [] });
  });

  it('starts in under a second', async () => {
    const times: number[] = [];
    // On a busy machine one start can be slow. So the fastest of three counts.
    while (times.length < 3 && !times.some((time) => time < 1000)) times.push((await start()).milliseconds);
    assert.ok(Math.min(...times) < 1000, `${times.map(Math.round).join(', ')} ms`);
  });

  it('creates a secret for webhooks, or uses the one of --webhook-secret', async () => {
    assert.match((await start('--webhook', 'http://localhost:1')).text, /http:\/\/localhost:1, .* whsec_[\w+/]{32}$/m);
    const secret = 'whsec_c2VjcmV0';
    assert.ok((await start('--webhook', 'http://localhost:1', '--webhook-secret', secret)).text.includes(secret));
  });

  it('ends with code 0 after SIGTERM', async () => {
    const { child } = await start();
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('ends with code 0 after SIGTERM also while a fetch of past data waits', async () => {
    const { child, origin } = await start('--historical-pull', '600000');
    const client = new JunctionClient({ apiKey: 'x', baseUrl: origin });
    const { userId } = await client.user.create({ clientUserId: 'ada' });
    await client.link.connectDemoProvider({ userId, provider: 'oura' });
    const { data } = await client.introspect.getUserHistoricalPulls({ userId });
    assert.equal(data[0]!.provider.oura!.pulled.sleep!.status, 'scheduled');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('is not reachable at the network addresses of this machine', async () => {
    const { origin } = await start();
    const { port } = new URL(origin);
    const others = Object.values(networkInterfaces()).flatMap((addresses = []) =>
      addresses.filter(({ internal, family }) => !internal && family === 'IPv4'),
    );
    for (const { address } of others) await assert.rejects(fetch(`http://${address}:${port}/initialize.js`), address);
  });

  it('answers 421 to a host name that another site may point at this machine', async () => {
    const { origin } = await start();
    assert.equal(await requestWithHost('shop.example', origin), 421);
    assert.equal(await requestWithHost('localhost', origin), 200);
  });

  it('explains its options with --help', async () => {
    const { code, stdout } = await run('sandbox', '--help');
    assert.equal(code, 0);
    for (const option of [
      'port',
      'env',
      'region',
      'coop',
      'provider-parameter',
      'slow',
      'listing-delay',
      'historical-pull',
      'webhook',
      'webhook-secret',
    ])
      assert.match(stdout, new RegExp(`^ +--${option}`, 'm'));
  });

  const mistakes: [args: string[], message: RegExp][] = [
    [[], /A command is missing/],
    [['demo'], /Unknown command 'demo'/],
    [['sandbox', 'now'], /Unexpected argument 'now'/],
    [['sandbox', '--key', 'x'], /Unknown option '--key'\n/],
    [['sandbox', '--port'], /--port <value>' argument missing/],
    [['sandbox', '--port', '65536'], /--port must be a whole number from 0 to 65535, not '65536'/],
    [['sandbox', '--port', '-1'], /--port/],
    [['sandbox', '--slow', '1.5'], /--slow must be a whole number/],
    [['sandbox', '--listing-delay', 'soon'], /--listing-delay must be a whole number/],
    [['sandbox', '--historical-pull', '-1'], /--historical-pull/],
    [['sandbox', '--env', 'test'], /--env must be production or sandbox, not 'test'/],
    [['sandbox', '--region', 'ap'], /--region must be us or eu/],
    [['sandbox', '--coop', 'x\ny'], /--coop must be same-origin or/],
    [['sandbox', '--webhook', 'https://shop.example/'], /only sent to this machine, not to 'https:\/\/shop.example\/'/],
    [['sandbox', '--webhook', 'http://localhost', '--webhook-secret', 'x'], /must be whsec_ followed by Base64/],
    [['sandbox', '--webhook', 'http://localhost', '--webhook-secret', ''], /must be whsec_ followed by Base64/],
    [['sandbox', '--webhook-secret', 'whsec_c2VjcmV0'], /--webhook-secret needs --webhook/],
  ];
  for (const [args, message] of mistakes)
    it(`refuses the arguments ${JSON.stringify(args)}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.match(stderr, /See 'junction-connect (sandbox )?--help'/);
      assert.doesNotMatch(stderr, /^ +at /m);
    });

  it('prints an error when the port is taken', async () => {
    const { origin } = await start();
    const { code, stderr } = await run('sandbox', '--port', new URL(origin).port);
    assert.equal(code, 1);
    assert.match(stderr, /already in use\. Choose another one with --port/);
  });
});
