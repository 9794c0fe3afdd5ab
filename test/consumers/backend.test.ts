import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../../scripts/programs.mjs';
import { connectProvider, linkIn, useChromium } from '../support/chromium.js';
import { type DocumentedProgram, readProgram } from '../support/documented-program.js';
import { makeFolder, packedPackage, run } from '../support/installed-package.js';
import { type Program, startProgram } from '../support/start-program.js';

/** The settings of npm in the tests: nothing but the packages, from its cache where they are there. */
const npmSettings = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_ignore_scripts: 'true',
  npm_config_update_notifier: 'false',
  NEXT_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
};

/** The sections that have a whole program. */
const sections = [
  // ['README.md', '### Your backend'],
  ['docs/backend.md', '## Express'],
  ['docs/backend.md', '## Hono, in Node'],
  // ['docs/backend.md', '## Next.js'],
  ['docs/backend.md', '## Cloudflare Workers'],
  ['docs/backend.md', '## PHP'],
] as const;

interface SandboxState {
  readonly users: readonly { client_user_id: string; providers: readonly { slug: string }[] }[];
}

for (const [file, heading] of sections) {
  describe(`the program of ${file}, "${heading}", pasted into an empty folder,`, () => {
    const chromium = useChromium();
    const programs: Program[] = [];
    let folder: string;
    let program: DocumentedProgram;
    let ports: Record<'3000' | '4000', number>;
    /** Puts free ports in place of the two that the document names, because other tests run at the same time. */
    const withPorts = (text: string) =>
      text.replace(/\b(3000|4000)\b/g, (port) => String(ports[port as '3000' | '4000']));

    const start = async (command: string, port: number) => {
      const env = { ...npmSettings, PORT: String(port) };
      const one = startProgram('sh', ['-c', command], { folder, env, ready: new RegExp(`localhost:${port}`) });
      programs.push(one);
      await one.ready;
      return one;
    };

    before(async () => {
      folder = makeFolder('backend');
      program = readProgram(file, heading);
      ports = { 3000: await freePort(), 4000: await freePort() };
      for (const [name, text] of program.files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), withPorts(text));
      }
      for (const command of program.commands) {
        if (command === 'npx junction-connect sandbox') await start(`${command} --port ${ports[4000]}`, ports[4000]);
        else {
          // The packed package is not in the registry.
          const own = command.replace(/(?<=npm install )junction-connect/, await packedPackage());
          await run(folder, 'sh', ['-c', own], npmSettings);
        }
      }
    });
    after(async () => {
      const results = await Promise.all(programs.map((one) => one.stop()));
      if (process.env.DBG) console.log(chromium.faults, results);
    });

    it('connects each person, by an id of the site', async () => {
      const { stop } = await start(withPorts(program.start), ports[3000]);
      for (const provider of ['Oura', 'Garmin']) {
        const page = await chromium.newPage(); // A browser without cookies is another person.
        await page.goto(`http://localhost:${ports[3000]}/`, { timeout: 60_000 });
        await page.getByRole('button', { name: 'Connect a device' }).click();
        await connectProvider(linkIn(page), provider);
        await page.getByText(`${provider} is connected`).waitFor();
      }
      const state = await fetch(`http://localhost:${ports[4000]}/_sandbox/state`);
      const { users } = (await state.json()) as SandboxState;
      assert.deepEqual(
        users.map(({ providers }) => providers.map(({ slug }) => slug)),
        [['oura'], ['garmin']],
      );
      assert.notEqual(users[0]!.client_user_id, users[1]!.client_user_id);
      assert.deepEqual(chromium.faults.splice(0), []);
      await stop();
    });
  });
}
