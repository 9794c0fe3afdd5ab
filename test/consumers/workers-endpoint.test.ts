import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { junctionApiUrl } from 'junction-connect/server';
import { freePort } from '../../scripts/programs.mjs';
import { expectRefusal, itAnswersAsDocumented, type Recipe, sendToConnections } from '../endpoints/recipe.js';
import { blocksIn } from '../support/document.js';
import { makeFolder, packedPackage, run } from '../support/installed-package.js';
import { apiKey, type JunctionServer, startJunction } from '../support/junction.js';
import { root } from '../support/root.js';
import { secondsFromNow, type SignInService, startSignInService } from '../support/sign-in-service.js';
import { type Program, startProgram } from '../support/start-program.js';

const variables = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_ignore_scripts: 'true',
  npm_config_update_notifier: 'false',
  WRANGLER_SEND_METRICS: 'false',
};

const site = 'https://www.shop.example';

describe('the Worker of docs/builders/endpoint.md, installed as the document says, in workerd', () => {
  let junction: JunctionServer;
  let service: SignInService;
  let program: Program;
  let recipe: Recipe;

  before(async () => {
    [junction, service] = await Promise.all([startJunction(), startSignInService()]);
    const folder = makeFolder('workers-endpoint');
    cpSync(join(root, 'demo/endpoints/workers-endpoint'), folder, { recursive: true });
    const commands = blocksIn('docs/builders/endpoint.md', 'Set it up', 'sh')[0]!
      .trim()
      .split(/\s*\n\s*/);
    const [create, install, ...onCloudflare] = commands;
    assert.deepEqual(onCloudflare, ['npx wrangler deploy', 'npx wrangler secret put JUNCTION_API_KEY']);
    await run(folder, 'sh', ['-c', create!], variables);
    // The registry has no package with the current sources.
    await run(folder, 'sh', ['-c', install!.replace('junction-connect', await packedPackage())], variables);
    // A test cannot reach Junction's own host, so a local Junction answers in its place.
    writeFileSync(
      join(folder, 'with-local-junction.js'),
      `import worker from './worker.js';
       const original = fetch;
       globalThis.fetch = (input, init) => {
         const request = new Request(input, init);
         const { origin, pathname } = new URL(request.url);
         const isJunction = origin === '${junctionApiUrl(apiKey)}';
         return original(isJunction ? new Request('${junction.origin}' + pathname, request) : request);
       };
       export default worker;`,
    );
    const settings = {
      ...service.settings,
      JUNCTION_API_KEY: apiKey,
      ALLOWED_ORIGINS: site,
      PROVIDERS: 'oura polar',
    };
    const port = await freePort();
    const vars = Object.entries(settings).flatMap(([name, value]) => ['--var', `${name}:${value}`]);
    program = startProgram('npx', ['wrangler', 'dev', 'with-local-junction.js', '--port', String(port), ...vars], {
      folder,
      env: variables,
      ready: new RegExp(`localhost:${port}`),
    });
    await program.ready;
    recipe = {
      url: `http://localhost:${port}/api/link-token`,
      send: fetch,
      pageHeaders: { Origin: site, 'Sec-Fetch-Site': 'cross-site' },
      signInHeaders: { Authorization: `Bearer ${await service.sign(service.claims('ada'))}` },
    };
  });
  after(async () => {
    await program?.stop();
    junction?.close();
    service?.close();
  });

  itAnswersAsDocumented(() => recipe);

  it('lets nobody in whose token has expired', async () => {
    const token = await service.sign({ ...service.claims('ada'), exp: secondsFromNow(-60) });
    const response = await sendToConnections(recipe, 'GET', { Authorization: `Bearer ${token}` });
    await expectRefusal(response, 401, 'unauthenticated');
  });

  it('gives the id of the token to Junction', async () => {
    const { users } = await junction.state();
    assert.deepEqual(
      users.map(({ client_user_id }) => client_user_id),
      ['ada'],
    );
  });
});
