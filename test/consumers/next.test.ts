import assert from 'node:assert/strict';
import { it } from 'node:test';
import { connectProvider } from '../support/chromium.js';
import { installApp, run } from '../support/installed-package.js';
import { appOn, describeApp, itConnectsFromServer, type Journey } from './app-journeys.js';
import { startServer } from './consumer.js';
import { itComesBackFromLink } from './redirect-journey.js';

const app = installApp('next');

/** Builds the app, and starts it as on a site's server. */
async function startForProduction() {
  const folder = await app;
  await run(folder, 'npx', ['next', 'build'], { NEXT_TELEMETRY_DISABLED: '1' });
  return startServer(folder, 'npx next start --port $PORT', /Ready in/);
}

/** Starts the app as `npm run dev` does. There StrictMode has an effect, and React warns about a wrong hydration. */
const startForDevelopment = async () => startServer(await app, 'npx next dev --port $PORT', /Ready in/);

describeApp('the Next.js app', startForProduction, (journey) => {
  itConnectsFromServer(journey, '/devices');
  itConnectsInServerComponent(journey);
  itComesBackFromLink(journey, '/redirect');
});

describeApp('the Next.js app in development, in StrictMode', startForDevelopment, (journey) => {
  itConnectsFromServer(journey, '/devices');
  itConnectsInServerComponent(journey);
});

function itConnectsInServerComponent({ site, visit }: Journey): void {
  it('connects in a page that is a server component, and goes to the next page', async () => {
    const page = await visit('/');
    await page.reload();
    const app = appOn(page);
    await app.button.click();
    await connectProvider(app.link);
    await page.waitForURL('**/devices');
    assert.deepEqual(site.tokenRequestBodies(), [{ filter_on_providers: ['oura', 'garmin', 'google_health'] }]);
  });
}
