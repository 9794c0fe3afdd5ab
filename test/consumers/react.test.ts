import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { openConsumer } from './consumer.js';
import { run } from './install.js';
import { describeApp, itConnectsDevices } from './journeys.js';
import { openSite } from './site.js';
import { linesRefused } from './type-errors.js';

const app = openConsumer('react');

/** As `npm run dev` has it: React's StrictMode does what it does, and React complains, in development only. */
async function openInDevelopment() {
  const { folder } = await app;
  const options = ['--mode', 'development', '--outDir', 'dist-development'];
  await run(folder, 'npm', ['run', 'build', '--', ...options], { NODE_ENV: 'development' });
  return openSite(join(folder, 'dist-development'));
}

describeApp('the React app', () => app, itConnectsDevices);
describeApp('the React app in development, in StrictMode', openInDevelopment, itConnectsDevices);

it('has tsc refuse what is mistyped in .tsx', async () => {
  const mistyped = [
    '<junction-connect tokenEndpont="/api/link-token" />,',
    '<junction-connect mode="modal" />,',
    '<junction-connect disabled="yes" />,',
    '<junction-connect fetchToken={7} />,',
    '<junction-connect onjunction-success={({ detail }) => detail.reason} />,',
  ];
  const right =
    '<junction-connect token-endpoint="/api/link-token" providers="oura fitbit" timeout="5000" disabled />,';
  const file = `export const all = [\n${[right, ...mistyped].join('\n')}\n];\n`;
  assert.deepEqual(await linesRefused((await app).folder, 'Mistyped.tsx', file), mistyped);
});
