import { installApp, run } from '../support/installed-package.js';
import { describeApp, itConnectsFromServer } from './app-journeys.js';
import { startServer } from './consumer.js';
import { itComesBackFromLink } from './redirect-journey.js';

/** Checks and builds the app, and starts its server. */
async function start() {
  const folder = await installApp('sveltekit');
  for (const script of ['check', 'build']) await run(folder, 'npm', ['run', script]);
  return startServer(folder, 'npx vite preview --host 127.0.0.1 --port $PORT', /Local/);
}

describeApp('the SvelteKit app', start, (journey) => {
  itConnectsFromServer(journey, '/devices');
  itComesBackFromLink(journey, '/redirect');
});
