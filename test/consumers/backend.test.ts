import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { findProgram } from '../../scripts/find-program.mjs';
import { freePort } from '../../scripts/programs.mjs';
import { itAnswersAsDocumented, type Recipe } from '../endpoints/recipe.js';
import { connectProvider, linkIn, useChromium } from '../support/chromium.js';
import { type DocumentedProgram, readProgram } from '../support/documented-program.js';
import { makeFolder, packedPackage, run } from '../support/installed-package.js';
import { startJunction } from '../support/junction.js';
import { type Program, startProgram } from '../support/start-program.js';

/** Turns off audits, telemetry and downloads that the test does not need. */
const variables = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_ignore_scripts: 'true',
  npm_config_update_notifier: 'false',
  NEXT_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
};

/** A folder into which a program was pasted. The commands up to the local Junction have run. */
interface PastedProgram {
  readonly origin: string;
  readonly junctionOrigin: string;
  readonly document: DocumentedProgram;
  readonly folder: string;
  /** Runs a command that does not end, and waits until it prints its address. */
  readonly start: (command: string, port: number, moreVariables?: Record<string, string>) => Promise<Program>;
  /** Puts the ports of this test in place of those of the document. Other tests run at the same time. */
  readonly withPorts: (text: string) => string;
  readonly stop: () => Promise<unknown>;
}

/** Does what a reader does: pastes the files into an empty folder, and runs the commands of the first terminal. */
async function paste(document: DocumentedProgram): Promise<PastedProgram> {
  const folder = makeFolder('backend');
  const [port, junctionPort] = [await freePort(), await freePort()];
  const withPorts = (text: string) =>
    text.replace(/\b3000\b/g, String(port)).replace(/\b4000\b/g, String(junctionPort));
  const programs: Program[] = [];
  const start: PastedProgram['start'] = async (command, ownPort, moreVariables) => {
    const env = { ...variables, PORT: String(ownPort), ...moreVariables };
    const program = startProgram('sh', ['-c', command], { folder, env, ready: new RegExp(`localhost:${ownPort}`) });
    programs.push(program);
    await program.ready;
    return program;
  };
  const stop = () => Promise.all(programs.map((program) => program.stop()));

  for (const [name, text] of document.files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), withPorts(text));
  }
  for (const command of document.commands) {
    if (command === 'npx junction-connect sandbox') await start(`${command} --port ${junctionPort}`, junctionPort);
    // The registry has no package with the current sources.
    else await run(folder, 'sh', ['-c', command.replace(/(?<=^npm install )\S+/, await packedPackage())], variables);
  }
  const [origin, junctionOrigin] = [`http://localhost:${port}`, `http://localhost:${junctionPort}`];
  return { origin, junctionOrigin, document, folder, start, withPorts, stop };
}

interface SandboxState {
  readonly users: readonly { client_user_id: string; providers: readonly { slug: string }[] }[];
}

/** Adds the tests of a program that a document shows. */
function describeProgram(
  [file, heading]: readonly [file: string, heading: string],
  defineMoreTests?: (getProgram: () => PastedProgram) => void,
  { skip = false }: { skip?: string | false } = {},
) {
  describe(`the program of ${file}, "${heading}", pasted into an empty folder,`, { skip }, () => {
    const chromium = useChromium();
    let program: PastedProgram;
    let recipe: Recipe;
    before(async () => {
      program = await paste(readProgram(file, heading));
      const { origin, document, start, withPorts } = program;
      await start(withPorts(document.start), Number(new URL(origin).port));
      // `next dev` compiles each address at its first request. A slow machine takes longer for it than the element waits.
      for (const path of ['/link-location.js', '/api/link-token', '/api/connections']) await fetch(origin + path);
      const page = await fetch(origin);
      recipe = {
        url: `${origin}/api/link-token`,
        send: fetch,
        pageHeaders: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
        signInHeaders: { Cookie: page.headers.get('Set-Cookie')!.split(';')[0]! },
      };
    });
    after(() => program?.stop());

    it('connects each person, by an id of the site', async () => {
      const before = await usersOf(program);
      for (const provider of ['Oura', 'Garmin']) {
        const page = await chromium.newPage(); // A browser without cookies is another person.
        // `next dev` compiles the page at its first request, and may load it again when it has compiled more.
        await page.goto(program.origin, { timeout: 60_000, waitUntil: 'networkidle' });
        await page.getByRole('button', { name: 'Connect a device' }).click();
        await connectProvider(linkIn(page), provider);
        await page.getByText(`${provider} is connected`).waitFor();
      }
      const users = (await usersOf(program)).slice(before.length);
      assert.deepEqual(
        users.map(({ providers }) => providers.map(({ slug }) => slug)),
        [['oura'], ['garmin']],
      );
      assert.notEqual(users[0]!.client_user_id, users[1]!.client_user_id);
      assert.deepEqual(chromium.faults.splice(0), []);
    });

    itAnswersAsDocumented(() => recipe);
    defineMoreTests?.(() => program);
  });
}

async function usersOf({ junctionOrigin }: PastedProgram): Promise<SandboxState['users']> {
  const response = await fetch(`${junctionOrigin}/_sandbox/state`);
  return ((await response.json()) as SandboxState).users;
}

describeProgram(['README.md', '## Your backend'], (getProgram) => {
  it('talks to the real Junction when it has a key', async () => {
    const { document, folder, start, withPorts } = getProgram();
    const junction = await startJunction();
    // A test cannot reach Junction's own host, so a local Junction answers in its place.
    const replacement = join(folder, 'replace-junction.mjs');
    writeFileSync(
      replacement,
      `const original = fetch;
       globalThis.fetch = (input, init) => {
         const request = new Request(input, init);
         const { origin, pathname } = new URL(request.url);
         if (origin !== 'https://api.sandbox.us.junction.com') throw new Error('Unexpected request to ' + origin);
         return original(new Request('${junction.origin}' + pathname, request));
       };`,
    );
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const command = withPorts(document.startWithKey).replace('…', '0123456789abcdef');
    await start(command, port, { NODE_OPTIONS: `--import ${pathToFileURL(replacement)}` });
    const cookie = (await fetch(origin)).headers.get('Set-Cookie')!.split(';')[0]!;
    const response = await fetch(`${origin}/api/link-token`, {
      method: 'POST',
      headers: { Origin: origin, Cookie: cookie, 'Content-Type': 'application/json' },
      body: '{}',
    });
    junction.close();
    assert.deepEqual(Object.keys((await response.json()) as object), ['link_token', 'link_web_url']);
    assert.deepEqual(
      junction.requests.map(({ path, key }) => [path, key]),
      ['/v2/user', '/v2/link/token'].map((path) => [path, 'sk_us_0123456789abcdef']),
    );
    assert.equal(await (await fetch(`${origin}/link-location.js`)).text(), '', 'the element knows the real Link');
  });
});

it('shows the same program in README.md and in docs/backend.md', () => {
  assert.deepEqual(readProgram('docs/backend.md', '## Express'), readProgram('README.md', '## Your backend'));
});

describeProgram(['docs/backend.md', '## Hono, in Node']);

describeProgram(['docs/backend.md', '## Next.js']);

describeProgram(['docs/backend.md', '## Cloudflare Workers']);

function itKeepsPersonsApart(getProgram: () => PastedProgram): void {
  it('keeps persons apart who sign in one after the other in the same session', async () => {
    const { document, folder, origin, start } = getProgram();
    const standIn = "$_SESSION['person'] ?? null";
    const text = document.files.get('server.php')!;
    assert.ok(text.includes(standIn));
    const junction = await startJunction();
    const port = await freePort();
    const ownOrigin = `http://localhost:${port}`;
    writeFileSync(
      join(folder, 'signed-in.php'),
      text.replace(standIn, "$_SERVER['HTTP_X_PERSON'] ?? null").replace('http://localhost:4000', junction.origin),
    );
    await start(`php -S localhost:${port} signed-in.php`, port);
    const session = (await fetch(origin)).headers.get('Set-Cookie')!.split(';')[0]!;
    for (const person of ['ada', 'bob', 'bob', 'ada']) {
      const headers = { Origin: ownOrigin, Cookie: session, 'X-Person': person, 'Content-Type': 'application/json' };
      const response = await fetch(`${ownOrigin}/api/link-token`, { method: 'POST', headers, body: '{}' });
      assert.equal(response.status, 200, await response.text());
    }
    const { users } = await junction.state();
    junction.close();
    const nameOf = (id: unknown) => users.find(({ user_id }) => user_id === id)?.client_user_id;
    const tokenRequests = junction.requests.filter(({ path }) => path === '/v2/link/token');
    assert.deepEqual(
      tokenRequests.map(({ body }) => nameOf(body.user_id)),
      ['ada', 'bob', 'bob', 'ada'],
    );
  });
}

describeProgram(['docs/backend.md', '## PHP'], itKeepsPersonsApart, {
  skip: !process.env.CI && !findProgram('php') && 'PHP is not installed',
});
