import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openConsumer } from './consumer.js';
import { run } from './install.js';
import { at, describeApp, itConnectsDevices, type Journey, pressConnect } from './journeys.js';
import { openSite } from './site.js';
import { linesRefused } from './type-errors.js';

const app = openConsumer('react', { scripts: ['check', 'build', 'build:server'] });

/** As `npm run dev` has it: React's StrictMode does what it does, and React complains, in development only. */
async function openInDevelopment() {
  const { folder } = await app;
  const options = ['--mode', 'development', '--outDir', 'dist-development'];
  await run(folder, 'npm', ['run', 'build', '--', ...options], { NODE_ENV: 'development' });
  return openSite(join(folder, 'dist-development'));
}

describeApp('the React app', () => app, itConnectsDevices);
describeApp('the React app in development, in StrictMode', openInDevelopment, (journey) => {
  itConnectsDevices(journey);
  itConnectsFromServerMarkup(journey);
});

/** For development, where React complains of markup that it would have made otherwise. */
function itConnectsFromServerMarkup(journey: Journey): void {
  it('connects a device in a page that a server rendered', async () => {
    await renderOnServer('dist-development/server-rendered.html');
    const page = await journey.visit('/server-rendered.html');
    await at(page).element.waitFor();
    const app = await pressConnect(page);
    await app.notice('Connecting').waitFor();
    await app.link.getByRole('button', { name: 'Oura', exact: true }).click();
    await app.link.getByRole('button', { name: 'Allow' }).click();
    await app.notice('Connected: oura').waitFor();
    assert.deepEqual(
      journey.site.asked.map(({ headers, body }) => [headers['authorization'], body]),
      [['Bearer the-access-token', { filter_on_providers: ['oura', 'garmin', 'peloton'] }]],
    );
  });
}

/** What a server does at each request: puts what it renders into the page that was built. */
async function renderOnServer(path: string) {
  const { folder } = await app;
  const entry = pathToFileURL(join(folder, 'dist-server/entry-server.js')).href;
  const { render } = (await import(entry)) as { render: () => string };
  const markup = render();
  assert.match(markup, /<button disabled="">Connect a device</);
  const html = readFileSync(join(folder, path), 'utf8');
  writeFileSync(join(folder, path), html.replace('<!--ssr-outlet-->', markup));
}

it('has tsc refuse what is mistyped in .tsx', async () => {
  const mistyped = [
    '<junction-connect tokenEndpont="/api/link-token" />,',
    '<junction-connect mode="modal" />,',
    '<junction-connect disabled="yes" />,',
    '<junction-connect fetchToken={7} />,',
    '<junction-connect onjunction-success={({ detail }) => detail.reason} />,',
    "<junction-connect style={{ '--junction-connect-color': 7 }} />,",
  ];
  const right = [
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled />,',
    '<junction-connect data-testid="connect" style={{ color: "white", "--junction-connect-color": "white" }} />,',
  ];
  const own = 'declare module "react" { interface CSSProperties { [name: `--${string}`]: string | number } }';
  const file = `${own}\nexport const all = [\n${[...right, ...mistyped].join('\n')}\n];\n`;
  assert.deepEqual(await linesRefused((await app).folder, 'Mistyped.tsx', file), mistyped);
});
