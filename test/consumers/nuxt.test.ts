import { installApp, run } from '../support/installed-package.js';
import { describeApp, itConnectsFromServer } from './app-journeys.js';
import { startServer } from './consumer.js';
import { itComesBackFromLink } from './redirect-journey.js';

/** Builds the app, and starts its server. */
async function start() {
  const folder = await installApp('nuxt');
  await run(folder, 'npm', ['run', 'build']);
  return startServer(folder, 'node .output/server/index.mjs', /Listening/);
}

describeApp('the Nuxt app', start, (journey) => {
  itConnectsFromServer(journey, '/devices');
  itComesBackFromLink(journey, '/redirect');
});
