import assert from 'node:assert/strict';
import { it } from 'node:test';
import { blocksIn } from '../support/document.js';
import { buildConsumer } from './consumer.js';
import { describeApp, itConnectsDevices, itShowsTheConnection, itTrustsProperties } from './app-journeys.js';
import { findWrongLines } from './type-errors.js';

const app = buildConsumer('svelte');

describeApp(
  'the Svelte app',
  () => app,
  (journey) => {
    itConnectsDevices(journey);
    itTrustsProperties(journey, { trusted: ['camel-case'], markup: ['static', 'kebab-case'], path: '/trust.html' });
    itShowsTheConnection(journey, {
      unknownProvider: ['static', 'true', 'static-true'],
      oura: ['static-slug', 'slug'],
      nothing: ['static-false', 'false', 'null', 'undefined'],
      ownTexts: ['messages', 'messages-text'],
      following: ['follows', 'follows-undefined'],
      path: '/bindings.html',
    });
  },
);

it('makes svelte-check report each mistyped element', async () => {
  const mistyped = [
    '<junction-connect token-endpont="/api/link-token"></junction-connect>',
    '<junction-connect mode="modal"></junction-connect>',
    '<junction-connect disabled="yes"></junction-connect>',
    '<junction-connect fetchToken={7}></junction-connect>',
    '<junction-connect connected={7}></junction-connect>',
    '<junction-connect messages={{ lable: "Go" }}></junction-connect>',
    '<junction-connect size="huge"></junction-connect>',
    '<junction-connect appearance="shiny"></junction-connect>',
    '<junction-connect onjunction-success={({ detail }) => detail.reason}></junction-connect>',
    '<junction-connections endpont="/api/connections"></junction-connections>',
    '<junction-connections logos="hide"></junction-connections>',
    '<junction-connections disconnect="yes"></junction-connections>',
    '<junction-connections messages={{ connections: 7 }}></junction-connections>',
    '<junction-connections onjunction-disconnect={({ detail }) => detail.connections}></junction-connections>',
  ];
  const correct =
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled></junction-connect>\n' +
    '<junction-connect connected={null} messages={{ label: "Go" }} appearance="plain" size="small" last-screen="0"></junction-connect>\n' +
    '<junction-connections endpoint="/api/connections" disconnect logos="none" onjunction-connections-change={({ detail }) => detail.connections.length}></junction-connections>';
  const [documented] = blocksIn('docs/frameworks/svelte.md', 'What is connected already, and your words', 'svelte');
  const script = '<script lang="ts">const slug: string | null = null;</script>';
  const file = `${script}\n${[correct, documented!.trim(), ...mistyped].join('\n')}\n`;
  assert.deepEqual(await findWrongLines((await app).folder, 'Mistyped.svelte', file), mistyped);
});
