/** Tests the code that the demo's page generates for an app. The tools of the framework build the app. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { connectProvider, linkIn, useChromium, visit } from '../support/chromium.js';
import { choices, computedBackground, label, pinnedScript, readSnippet } from '../support/generator.js';
import { installApp, run } from '../support/installed-package.js';
import { root } from '../support/root.js';
import type { Respond } from '../support/listen.js';
import { otherEndpoint, serveOtherEndpoint } from '../support/other-endpoint.js';
import { useSite } from '../support/site.js';
import { startDemo } from '../support/start-demo.js';
import { serveApp } from './consumer.js';

/** Returns the settings of the Angular app without its server: the generated app has only a page for the browser. */
function withoutServer(file: string): string {
  const settings = JSON.parse(readFileSync(file, 'utf8')) as {
    projects: { 'my-health': { architect: { build: { options: Record<string, unknown> } } } };
  };
  const { options } = settings.projects['my-health'].architect.build;
  delete options.server;
  delete options.outputMode;
  options.outputPath = { base: 'dist', browser: '' };
  return JSON.stringify(settings);
}

/** Returns the files of an app: each part of the code at its place, and an entry file that shows only the component. */
const apps: Record<string, (parts: string[], index: string) => Record<string, string>> = {
  vue: ([script, plugin, component], index) => ({
    'index.html': index.replace('</head>', `${script}</head>`).replace('main.ts', 'generated.ts'),
    'vite.config.ts': `import vue from '@vitejs/plugin-vue';\nexport default { plugins: [${plugin}] };`,
    'src/ConnectDevice.vue': component!,
    'src/generated.ts': `import { createApp } from 'vue';
import ConnectDevice from './ConnectDevice.vue';
createApp(ConnectDevice).mount('#app');`,
  }),
  react: ([script, component], index) => ({
    'index.html': index.replace('</head>', `${script}</head>`).replace('main.tsx', 'generated.jsx'),
    'src/ConnectDevice.jsx': component!,
    'src/generated.jsx': `import { createRoot } from 'react-dom/client';
import { ConnectDevice } from './ConnectDevice';
createRoot(document.getElementById('root')).render(<ConnectDevice />);`,
  }),
  angular: ([script, component], index) => ({
    'angular.json': withoutServer(join(root, 'test/consumers/angular/angular.json')),
    'src/index.html': index
      .replace('</head>', `${script}</head>`)
      .replace('<app-root></app-root>', '<app-connect-device></app-connect-device>'),
    'src/app/connect-device.ts': component!,
    'src/main.ts': `import { bootstrapApplication } from '@angular/platform-browser';
import { ConnectDevice } from './app/connect-device';
void bootstrapApplication(ConnectDevice);`,
  }),
};

describe('the generated code for apps', () => {
  const demo = startDemo();
  let respond: Respond;
  const site = useSite({
    linkAt: 'junction',
    respond: (request) => respond(request),
    findFile: (url) => (url === pinnedScript.url ? { path: pinnedScript.path } : undefined),
  });
  const chromium = useChromium();
  after(() => demo.stop());

  for (const [name, filesOf] of Object.entries(apps)) {
    it(`connects in an app of ${name}, with a token endpoint of another origin`, async () => {
      const folder = await installApp(name);
      const chosen = { ...choices, 'token-endpoint': otherEndpoint };
      const parts = await readSnippet(chromium, await demo.ready, name, chosen);
      const index = join(folder, name === 'angular' ? 'src/index.html' : 'index.html');
      const files = filesOf(parts, readFileSync(index, 'utf8'));
      for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
      await run(folder, 'npm', ['run', 'build']);

      respond = serveApp(join(folder, 'dist'));
      const page = await visit(chromium, site, 'about:blank');
      await serveOtherEndpoint(page, site);
      await page.goto(site.origin);
      const button = page.getByRole('button', { name: label, exact: true });
      assert.equal(await button.evaluate((button) => getComputedStyle(button).backgroundColor), computedBackground);
      assert.equal(await button.getAttribute('class'), 'filled large');
      await button.click();
      await connectProvider(linkIn(page));
      await page.waitForFunction(() => document.querySelector('junction-connect')!.status === 'connected');
      assert.deepEqual(site.tokenRequestBodies(), [{ filter_on_providers: ['oura', 'polar'] }]);
      assert.deepEqual(chromium.faults, []);
    });
  }
});
