import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { connectProvider } from '../support/chromium.js';
import { blocksIn } from '../support/document.js';
import { run } from '../support/installed-package.js';
import {
  appOn,
  describeApp,
  itConnectsDevices,
  itManagesConnections,
  itShowsTheConnection,
  itTrustsProperties,
  type Journey,
  pressConnect,
} from './app-journeys.js';
import { buildConsumer, serveApp } from './consumer.js';
import { findWrongLines } from './type-errors.js';

const app = buildConsumer('react', { scripts: ['check', 'build', 'build:server'] });

const bindings = {
  unknownProvider: ['static', 'empty', 'true-text', 'component'],
  oura: ['slug', 'component-slug'],
  nothing: ['false', 'false-text', 'null', 'undefined', 'component-null', 'component-undefined'],
  ownTexts: ['messages', 'messages-text', 'component-messages'],
  following: ['', 'component-'].flatMap((kind) => [
    `${kind}follows`,
    `${kind}follows-undefined`,
    `${kind}follows-absent`,
  ]),
};

/** Builds the app as `npm run dev` does. StrictMode and React's warnings have an effect only in such a build. */
async function buildForDevelopment() {
  const { folder } = await app;
  const options = ['--mode', 'development', '--outDir', 'dist-development'];
  await run(folder, 'npm', ['run', 'build', '--', ...options], { NODE_ENV: 'development' });
  return { folder, respond: serveApp(join(folder, 'dist-development')) };
}

describeApp(
  'the React app',
  () => app,
  (journey) => {
    itConnectsDevices(journey);
    itManagesConnections(journey);
    describe('with the tag in place of the component', () => itConnectsDevices(withTag(journey)));
    itTrustsProperties(journey, { trusted: ['camel-case', 'component'], markup: ['kebab-case'], path: '/trust.html' });
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
      // React does not set properties when it hydrates, so the element with `camel-case` has no endpoint. The component sets them.
      itTrustsProperties(journey, {
        trusted: ['component'],
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
        ownTexts: ['messages-text', 'component-messages'],
        path: '/bindings-server.html',
        how: ', after React has hydrated it',
      });
    });
  },
);
describeApp('the React app in development, in StrictMode', buildForDevelopment, (journey) => {
  itConnectsDevices(journey);
  itManagesConnections(journey);
  itConnectsFromServerMarkup(journey);
  describe('with the tag in place of the component', () =>
    itConnectsFromServerMarkup(withTag(journey), 'server-rendered-tag.html'));
});

/** Returns the journey in the pages that have the tag. */
function withTag(journey: Journey): Journey {
  return { ...journey, visit: (path = '/tag.html') => journey.visit(path) };
}

/** Adds tests for a development build, in which React warns about markup that it would have rendered differently. */
function itConnectsFromServerMarkup(journey: Journey, name = 'server-rendered.html'): void {
  before(() => {
    const file = `dist-development/${name}`;
    const isTag = name.includes('tag');
    const expected = isTag ? /<button disabled="">Connect a device</ : /<junction-connect [^>]*>Connect a device</;
    return renderOnServer(file, file, ({ render, renderTag }) => (isTag ? renderTag() : render()), expected);
  });

  it('connects a device in a page that a server rendered', async () => {
    const page = await journey.visit(`/${name}`);
    await appOn(page).button.waitFor();
    const app = await pressConnect(page);
    await app.notice('Connecting').waitFor();
    await connectProvider(app.link);
    await app.notice('Connected: oura').waitFor();
    assert.deepEqual(
      journey.site.tokenRequests().map(({ headers, body }) => [headers['authorization'], body]),
      [['Bearer the-access-token', { filter_on_providers: ['oura', 'garmin', 'peloton'] }]],
    );
  });

  it('tells its handler of a connection in place of the page, when a server has rendered the page again', async () => {
    const page = await journey.visit(`/${name}`);
    const app = appOn(page);
    await app.button.waitFor();
    await app.mode.selectOption('in place of this page');
    await pressConnect(page);
    await connectProvider(page);
    await page.waitForURL(`**/${name}`);
    await app.notice('Connected: a device').waitFor();
  });
}

interface ServerEntry {
  readonly render: () => string;
  readonly renderTag: () => string;
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
    '<junction-connections endpont="/api/connections" />,',
    '<junction-connections logos="hide" />,',
    '<junction-connections disconnect="yes" />,',
    '<junction-connections onjunction-disconnect={({ detail }) => detail.connections} />,',
    '<JunctionConnections endpont="/api/connections" />,',
    '<JunctionConnections providers="oura" />,',
    '<JunctionConnections disconnect="yes" />,',
    '<JunctionConnections onJunctionDisconnected={({ detail }) => detail.connections} />,',
    '<JunctionConnections onJunctionConnectionsChange={({ detail }) => detail.provider} />,',
  ];
  const correct = [
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled />,',
    '<junction-connect connected={null} messages={{ label: "Go" }} appearance="plain" size="small" last-screen="0" />,',
    '<junction-connections endpoint="/api/connections" disconnect logos="none" />,',
    '<JunctionConnections endpoint="/api/connections" providers={["oura"]} headers={() => ({})} disconnect />,',
    '<junction-connect data-testid="connect" style={{ color: "white", "--junction-connect-color": "white" }} />,',
  ];
  const styleTypes = 'declare module "react" { interface CSSProperties { [name: `--${string}`]: string | number } }';
  const [documented] = blocksIn('docs/frameworks/react.md', 'What is connected already, and your words', 'tsx');
  const imports = `import { JunctionConnect } from 'junction-connect/react';
    import { JunctionConnections } from 'junction-connect/react/connections';
    const slug: string | null = null;`;
  const file = `${imports}\n${styleTypes}\nexport const all = [\n${[...correct, `${documented!.trim()},`, ...mistyped].join('\n')}\n];\n`;
  assert.deepEqual(await findWrongLines((await app).folder, 'Mistyped.tsx', file), mistyped);
});
