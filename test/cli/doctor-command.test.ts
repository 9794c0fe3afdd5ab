import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { readArguments } from '../../src/cli/doctor/arguments.js';
import { blocksIn } from '../support/document.js';
import { findClosedPort, listen, type RunningServer } from '../support/listen.js';
import { root } from '../support/root.js';
import { startProgram } from '../support/start-program.js';
import { example } from './doctor-example.js';
import { document, element, script, secrets } from './doctor-site.js';

const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> };

/** Runs the built program to its end. */
async function run(...args: string[]) {
  const program = startProgram(process.execPath, [join(root, bin['junction-connect']!), ...args], { ready: /^never$/ });
  const { code, output, errors } = await program.ended;
  for (const secret of Object.values(secrets)) assert.ok(!(output + errors).includes(secret));
  return { code, output, errors };
}

describe('junction-connect doctor', () => {
  let site: RunningServer;
  before(async () => {
    site = await listen((request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/junction-connect.js')
        return new Response(script, { headers: { 'Content-Type': 'text/javascript' } });
      if (pathname === '/api/link-token') return new Response(null, { status: 401 });
      const isTypo = pathname === '/typo';
      const body = isTypo ? element.replace('token-endpoint', 'tokenEndpoint') : element;
      return new Response(document(body), { headers: { 'Content-Type': 'text/html' } });
    });
  });
  after(() => site.close());

  it('ends with 0 without a problem', async () => {
    const { code, output, errors } = await run('doctor', `http://localhost:${site.port}/devices`);
    assert.equal(code, 0);
    assert.equal(errors, '');
    assert.match(
      output,
      /^ok +The page answers[^]*\nok .* loads version[^]*\nnote .* answers 401: it works[^]*\nNo problem found\. 1 note\.\n$/m,
    );
  });

  it('ends with 1 with a problem', async () => {
    const { code, output } = await run('doctor', `http://localhost:${site.port}/typo`);
    assert.equal(code, 1);
    assert.match(output, /^problem .* attribute tokenendpoint does not exist.* Write token-endpoint\.$/m);
  });

  it('says that nothing listens at an address', async () => {
    const { code, output } = await run('doctor', `http://localhost:${await findClosedPort()}/`);
    assert.equal(code, 1);
    assert.match(output, /^problem .* cannot be reached: nothing listens there/m);
  });

  it('says that there is no TLS at a port', async () => {
    const { code, output } = await run('doctor', `https://localhost:${site.port}/`);
    assert.equal(code, 1);
    assert.match(output, /^problem .* cannot be reached: it does not speak TLS there/m);
  });

  it('says that browsers refuse a port', async () => {
    const { code, output } = await run('doctor', 'http://localhost:1/');
    assert.equal(code, 1);
    assert.match(output, /^problem .* browsers refuse this port/m);
  });

  it('explains its options with --help', async () => {
    const { code, output } = await run('doctor', '--help');
    assert.equal(code, 0);
    for (const option of ['endpoint', 'header', 'method', 'origin'])
      assert.match(output, new RegExp(`^ +--${option}`, 'm'));
  });

  const url = 'https://shop.example/';
  const mistakes: [args: string[], message: RegExp][] = [
    [[], /The URL of a page or of a token endpoint is missing/],
    [['shop.example'], /must begin with https:\/\/ or http:\/\//],
    [['localhost:3000'], /must begin with https:\/\/ or http:\/\//],
    [['file:///etc/passwd'], /must begin with https:\/\/ or http:\/\//],
    [['https://ada:secret@shop.example/'], /must not have a user name and a password/],
    [[url, secrets.cookie], /Use only one URL/],
    [[url, '--header', secrets.cookie], /--header must be a name and a value/],
    [[url, '--header', `Cookie : ${secrets.cookie}\u0000`], /--header must be a name and a value/],
    [[url, '--header', 'Cookie:'], /--header must be a name and a value/],
    [[url, '--method', 'get'], /--method needs --endpoint/],
    [[url, '--origin', url], /--origin needs --endpoint/],
    [[url, '--endpoint', '--method', 'put'], /--method must be post or get/],
    [[url, '--endpoint', '--origin', 'https://shop.example/path'], /--origin must be an origin/],
    [[url, '--token', 'x'], /Unknown option '--token'/],
  ];
  for (const [args, message] of mistakes)
    it(`refuses the arguments ${JSON.stringify(args)}`, () => {
      assert.throws(
        () => readArguments(args),
        (error: Error) => {
          assert.ok(error instanceof TypeError);
          assert.match(error.message, message);
          return !Object.values(secrets).some((secret) => error.message.includes(secret));
        },
      );
    });

  it('prints a mistake in the arguments, and ends with 2', async () => {
    const { code, output, errors } = await run('doctor', 'shop.example', '--header', `Cookie: ${secrets.cookie}`);
    assert.deepEqual([code, output], [2, '']);
    assert.match(errors, /^junction-connect: The URL must begin with[^]*See 'junction-connect doctor --help'/);
  });
});

describe('docs/doctor.md', () => {
  it('shows what doctor prints', async () => {
    const [shown] = blocksIn('docs/doctor.md', 'Run it', 'text');
    // The document may be from an earlier version.
    const withoutVersion = (text: string) => text.replace(/version [\d.]+\d/, 'version');
    assert.equal(withoutVersion(shown!), withoutVersion(`${(await example()).join('\n')}\n`));
  });
});
