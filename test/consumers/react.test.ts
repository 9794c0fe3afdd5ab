import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { connectProvider } from '../support/chromium.js';
import { run } from '../support/installed-package.js';
import {
  appOn,
  describeApp,
  itConnectsDevices,
  itShowsTheConnection,
  itTrustsProperties,
  type Journey,
  pressConnect,
} from './app-journeys.js';
import { buildConsumer } from './consumer.js';
import { findWrongLines } from './type-errors.js';

const app = buildConsumer('react', { scripts: ['check', 'build', 'build:server'] });

const bindings = {
  unknownProvider: ['static', 'empty', 'true-text'],
  oura: ['slug'],
  nothing: ['false', 'false-text', 'null', 'undefined'],
  ownTexts: ['messages', 'messages-text'],
  following: ['follows', 'follows-undefined', 'follows-absent'],
};

/** Builds the app as `npm run dev` does. StrictMode and React's warnings have an effect only in such a build. */
async function buildForDevelopment() {
  const { folder } = await app;
  const options = ['--mode', 'development', '--outDir', 'dist-development'];
  await run(folder, 'npm', ['run', 'build', '--', ...options], { NODE_ENV: 'development' });
  return { folder, output: join(folder, 'dist-development') };
}

describeApp(
  'the React app',
  () => app,
  (journey) => {
    itConnectsDevices(journey);
    itTrustsProperties(journey, { trusted: ['camel-case'], markup: ['kebab-case'], path: '/trust.html' });
    itShowsTheConnection(journey, { ...bindings, path: '/bindings.html' });
    describe('rendered on a server', () => {
      before(() =>
        renderOnServer(
          'dist/trust.html',
          'dist/trust-server.html',
          ({ renderTrustPage }) => renderTrustPage(),
          /<junction-connect id="kebab-case" token-endpoint=/,
        ),
      );
      // React does not set properties when it hydrates, so the element with `camel-case` has no endpoint.
      itTrustsProperties(journey, {
        trusted: [],
        markup: ['camel-case', 'kebab-case'],
        path: '/trust-server.html',
        how: ', after React has hydrated it',
      });

      before(() =>
        renderOnServer(
          'dist/bindings.html',
          'dist/bindings-server.html',
          ({ renderBindingsPage }) => renderBindingsPage(),
          /<junction-connect id="static" provider="oura" connected="">/,
        ),
      );
      // A server cannot render the object, and React does not set the property when it hydrates.
      itShowsTheConnection(journey, {
        ...bindings,
        oura: [...bindings.oura, 'messages'],
        ownTexts: ['messages-text'],
        path: '/bindings-server.html',
        how: ', after React has hydrated it',
      });
    });
  },
);
describeApp('the React app in development, in StrictMode', buildForDevelopment, (journey) => {
  itConnectsDevices(journey);
  itConnectsFromServerMarkup(journey);
});

/** Adds a test for a development build, in which React warns about markup that it would have rendered differently. */
function itConnectsFromServerMarkup(journey: Journey): void {
  it('connects a device in a page that a server rendered', async () => {
    const file = 'dist-development/server-rendered.html';
    await renderOnServer(file, file, ({ render }) => render(), /<button disabled="">Connect a device</);
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

interface ServerEntry {
  readonly render: () => string;
  readonly renderTrustPage: () => string;
  readonly renderBindingsPage: () => string;
}

/** Renders a page of the app into a built file, as a server does at each request. */
async function renderOnServer(from: string, to: string, render: (entry: ServerEntry) => string, expected: RegExp) {
  const { folder } = await app;
  const entry = pathToFileURL(join(folder, 'dist-server/entry-server.js')).href;
  const markup = render((await import(entry)) as ServerEntry);
  assert.match(markup, expected);
  const html = readFileSync(join(folder, from), 'utf8');
  writeFileSync(join(folder, to), html.replace('<!--ssr-outlet-->', markup));
}

it('makes tsc report each mistyped element in a .tsx file', async () => {
  const mistyped = [
    '<junction-connect tokenEndpont="/api/link-token" />,',
    '<junction-connect mode="modal" />,',
    '<junction-connect disabled="yes" />,',
    '<junction-connect fetchToken={7} />,',
    '<junction-connect connected={7} />,',
    '<junction-connect messages={{ lable: "Go" }} />,',
    '<junction-connect size="huge" />,',
    '<junction-connect appearance="shiny" />,',
    '<junction-connect onjunction-success={({ detail }) => detail.reason} />,',
    "<junction-connect style={{ '--junction-connect-color': 7 }} />,",
  ];
  const correct = [
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled />,',
    '<junction-connect connected={null} messages={{ label: "Go" }} appearance="plain" size="small" last-screen="0" />,',
    '<junction-connect data-testid="connect" style={{ color: "white", "--junction-connect-color": "white" }} />,',
  ];
  const styleTypes = 'declare module "react" { interface CSSProperties { [name: `--${string}`]: string | number } }';
  const file = `${styleTypes}\nexport const all = [\n${[...correct, ...mistyped].join('\n')}\n];\n`;
  assert.deepEqual(await findWrongLines((await app).folder, 'Mistyped.tsx', file), mistyped);
});
