import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openConsumer } from './consumer.js';
import { describeApp, itConnectsDevices } from './journeys.js';
import { linesRefused } from './type-errors.js';

const app = openConsumer('svelte');

describeApp('the Svelte app', () => app, itConnectsDevices);

it('has svelte-check refuse what is mistyped in markup', async () => {
  const mistyped = [
    '<junction-connect token-endpont="/api/link-token"></junction-connect>',
    '<junction-connect mode="modal"></junction-connect>',
    '<junction-connect disabled="yes"></junction-connect>',
    '<junction-connect fetchToken={7}></junction-connect>',
    '<junction-connect onjunction-success={({ detail }) => detail.reason}></junction-connect>',
  ];
  const right =
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled></junction-connect>';
  const file = `<script lang="ts"></script>\n${[right, ...mistyped].join('\n')}\n`;
  assert.deepEqual(await linesRefused((await app).folder, 'Mistyped.svelte', file), mistyped);
});
