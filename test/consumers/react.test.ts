import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { connectProvider } from '../support/chromium.js';
import { run } from '../support/installed-package.js';
import { appOn, describeApp, itConnectsDevices, type Journey, pressConnect } from './app-journeys.js';
import { buildConsumer } from './consumer.js';
import { findWrongLines } from './type-errors.js';

const app = buildConsumer('react', { scripts: ['check', 'build', 'build:server'] });

/** Builds the app as `npm run dev` does. StrictMode and React's warnings have an effect only in such a build. */
async function buildForDevelopment() {
  const { folder } = await app;
  const options = ['--mode', 'development', '--outDir', 'dist-development'];
  await run(folder, 'npm', ['run', 'build', '--', ...options], { NODE_ENV: 'development' });
  return { folder, output: join(folder, 'dist-development') };
}

describeApp('the React app', () => app, itConnectsDevices);
describeApp('the React app in development, in StrictMode', buildForDevelopment, (journey) => {
  itConnectsDevices(journey);
  itConnectsFromServerMarkup(journey);
});

/** Adds a test for a development build, in which React warns about markup that it would have rendered differently. */
function itConnectsFromServerMarkup(journey: Journey): void {
  it('connects a device in a page that a server rendered', async () => {
    await renderOnServer('dist-development/server-rendered.html');
    const page = await journey.visit('/server-rendered.html');
    await appOn(page).element.waitFor();
    const app = await pressConnect(page);
    await app.notice('Connecting').waitFor();
    await connectProvider(app.link);
    await app.notice('Connected: oura').waitFor();
    assert.deepEqual(
      journey.site.tokenRequests().map(({ headers, body }) => [headers['authorization'], body]),
      [['Bearer the-access-token', { filter_on_providers: ['oura', 'garmin', 'peloton'] }]],
    );
  });
}

/** Renders the app into the built page, as a server does at each request. */
async function renderOnServer(path: string) {
  const { folder } = await app;
  const entry = pathToFileURL(join(folder, 'dist-server/entry-server.js')).href;
  const { render } = (await import(entry)) as { render: () => string };
  const markup = render();
  assert.match(markup, /<button disabled="">Connect a device</);
  const html = readFileSync(join(folder, path), 'utf8');
  writeFileSync(join(folder, path), html.replace('<!--ssr-outlet-->', markup));
}

it('makes tsc report each mistyped element in a .tsx file', async () => {
  const mistyped = [
    '<junction-connect tokenEndpont="/api/link-token" />,',
    '<junction-connect mode="modal" />,',
    '<junction-connect disabled="yes" />,',
    '<junction-connect fetchToken={7} />,',
    '<junction-connect onjunction-success={({ detail }) => detail.reason} />,',
    "<junction-connect style={{ '--junction-connect-color': 7 }} />,",
  ];
  const correct = [
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled />,',
    '<junction-connect data-testid="connect" style={{ color: "white", "--junction-connect-color": "white" }} />,',
  ];
  const styleTypes = 'declare module "react" { interface CSSProperties { [name: `--${string}`]: string | number } }';
  const file = `${styleTypes}\nexport const all = [\n${[...correct, ...mistyped].join('\n')}\n];\n`;
  assert.deepEqual(await findWrongLines((await app).folder, 'Mistyped.tsx', file), mistyped);
});
