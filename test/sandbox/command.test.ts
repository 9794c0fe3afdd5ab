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

/** Starts the command, as soon as it has said everything. */
async function start(...options: string[]) {
  const begin = performance.now();
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
    milliseconds: performance.now() - begin,
    origin: /http:\/\/localhost:\d+/.exec(text)![0],
  };
}

/** Runs the command to its end. */
const run = (...words: string[]) =>
  new Promise<{ code: unknown; out: string; problem: string }>((resolve) =>
    execFile(process.execPath, [program, ...words], { timeout: 10_000 }, (error, out, problem) =>
      resolve({ code: error ? error.code : 0, out, problem }),
    ),
  );

/** The status of an answer to a request that names another host than it asks. */
const askAs = (host: string, origin: string) =>
  new Promise<number | undefined>((resolve, reject) =>
    request(`${origin}/v2/providers`, { headers: { host, 'x-vital-api-key': 'x' } }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on('error', reject)
      .end(),
  );

describe('junction-connect sandbox', () => {
  after(() => started.forEach((child) => child.kill()));

  it('says where everything is, and that it is a stand-in', async () => {
    const { text, origin } = await start();
    assert.match(text, /local stand-in/);
    for (const path of ['/v2/', '/initialize.js', '/_sandbox/state']) assert.ok(text.includes(origin + path), path);
    assert.doesNotMatch(text, /whsec_/, 'nothing is signed where nothing is sent');
    assert.equal((await fetch(`${origin}/initialize.js`)).status, 200);
    assert.equal((await fetch(`${origin}/_sandbox/state`)).status, 200);
  });

  it('serves the SDK, with the options it was given', async () => {
    const { origin } = await start('--env', 'production', '--region', 'eu', '--coop', 'same-origin');
    const client = new JunctionClient({ apiKey: 'x', baseUrl: origin });
    const { userId } = await client.user.create({ clientUserId: 'ada' });
    const { linkWebUrl } = await client.link.token({ userId, provider: 'oura' });
    const { searchParams } = new URL(linkWebUrl);
    assert.deepEqual([searchParams.get('env'), searchParams.get('region')], ['production', 'eu']);
    const page = await fetch(linkWebUrl);
    assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
  });

  it('starts in under a second', async () => {
    const times: number[] = [];
    // A machine that is busy with something else is not slow.
    while (times.length < 3 && !times.some((time) => time < 1000)) times.push((await start()).milliseconds);
    assert.ok(Math.min(...times) < 1000, `${times.map(Math.round).join(', ')} ms`);
  });

  it('makes a secret for webhooks, or takes one', async () => {
    assert.match((await start('--webhook', 'http://localhost:1')).text, /http:\/\/localhost:1, .* whsec_[\w+/]{32}$/m);
    const secret = 'whsec_c2VjcmV0';
    assert.ok((await start('--webhook', 'http://localhost:1', '--webhook-secret', secret)).text.includes(secret));
  });

  it('ends when it is told to', async () => {
    const { child } = await start();
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('listens to this machine alone', async () => {
    const { origin } = await start();
    const { port } = new URL(origin);
    const others = Object.values(networkInterfaces()).flatMap((addresses = []) =>
      addresses.filter(({ internal, family }) => !internal && family === 'IPv4'),
    );
    for (const { address } of others) await assert.rejects(fetch(`http://${address}:${port}/initialize.js`), address);
  });

  it('answers to no name that another site may point here', async () => {
    const { origin } = await start();
    assert.equal(await askAs('shop.example', origin), 421);
    assert.equal(await askAs('localhost', origin), 200);
  });

  it('explains itself', async () => {
    const { code, out } = await run('--help');
    assert.equal(code, 0);
    for (const option of ['port', 'env', 'region', 'coop', 'provider-parameter', 'slow', 'webhook', 'webhook-secret'])
      assert.match(out, new RegExp(`^ +--${option}`, 'm'));
  });

  const mistakes: [words: string[], problem: RegExp][] = [
    [[], /A command is missing/],
    [['demo'], /Unknown command 'demo'/],
    [['sandbox', 'now'], /Unexpected argument 'now'/],
    [['sandbox', '--key', 'x'], /Unknown option '--key'\n/],
    [['sandbox', '--port'], /--port <value>' argument missing/],
    [['sandbox', '--port', '65536'], /--port has to be a whole number from 0 to 65535, not '65536'/],
    [['sandbox', '--port', '-1'], /--port/],
    [['sandbox', '--slow', '1.5'], /--slow has to be a whole number/],
    [['sandbox', '--env', 'test'], /--env has to be production or sandbox, not 'test'/],
    [['sandbox', '--region', 'ap'], /--region has to be us or eu/],
    [['sandbox', '--coop', 'x\ny'], /--coop has to be same-origin or/],
    [['sandbox', '--webhook', 'https://shop.example/'], /only sent to this machine, not to 'https:\/\/shop.example\/'/],
    [['sandbox', '--webhook', 'http://localhost', '--webhook-secret', 'x'], /has to be whsec_ and Base64/],
    [['sandbox', '--webhook', 'http://localhost', '--webhook-secret', ''], /has to be whsec_ and Base64/],
    [['sandbox', '--webhook-secret', 'whsec_c2VjcmV0'], /goes with --webhook/],
  ];
  for (const [words, problem] of mistakes)
    it(`refuses ${JSON.stringify(words)}`, async () => {
      const answer = await run(...words);
      assert.equal(answer.code, 2);
      assert.equal(answer.out, '');
      assert.match(answer.problem, problem);
      assert.match(answer.problem, /See 'junction-connect --help'/);
      assert.doesNotMatch(answer.problem, /^ +at /m);
    });

  it('says that a port is taken', async () => {
    const { origin } = await start();
    const { code, problem } = await run('sandbox', '--port', new URL(origin).port);
    assert.equal(code, 1);
    assert.match(problem, /already in use: name another one with --port/);
  });
});
