/** What the demo's page gives to paste into an app, in an app that its framework's own tools build. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { spawnDemo } from '../demo/start-demo.js';
import { launchChromium } from '../support/chromium.js';
import { background, choices, label, pinned, readSnippet } from '../support/generator.js';
import { installApp, run } from './install.js';
import { openSite } from './site.js';

/** Where each part goes, as the page says it, and what shows the component and nothing else. */
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
    'src/index.html': index
      .replace('</head>', `${script}</head>`)
      .replace('<app-root></app-root>', '<app-connect-device></app-connect-device>'),
    'src/app/connect-device.ts': component!,
    'src/main.ts': `import { bootstrapApplication } from '@angular/platform-browser';
import { ConnectDevice } from './app/connect-device';
void bootstrapApplication(ConnectDevice);`,
  }),
};

describe('code of the generator for apps', () => {
  const demo = spawnDemo({ PORT: '0' });
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
    await demo.address;
  });
  after(async () => {
    await browser.close();
    await demo.stop();
  });

  for (const [name, filesOf] of Object.entries(apps)) {
    it(`connects in an app of ${name}`, async () => {
      const folder = await installApp(name);
      const parts = await readSnippet(browser, await demo.address, name, choices);
      const index = join(folder, name === 'angular' ? 'src/index.html' : 'index.html');
      const files = filesOf(parts, readFileSync(index, 'utf8'));
      for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
      await run(folder, 'npm', ['run', 'build']);

      const site = await openSite(join(folder, 'dist'));
      try {
        site.elsewhere.set(pinned.url, pinned.path);
        const page = await site.visit(browser);
        const button = page.getByRole('button', { name: label, exact: true });
        assert.equal(await button.evaluate((button) => getComputedStyle(button).backgroundColor), background);
        await button.click();
        const link = page.frameLocator('iframe');
        await link.getByRole('button', { name: 'Oura', exact: true }).click();
        await link.getByRole('button', { name: 'Allow' }).click();
        await page.waitForFunction(() => document.querySelector('junction-connect')!.status === 'connected');
        assert.deepEqual(site.asked[0]?.body, { filter_on_providers: ['oura', 'polar'] });
        assert.deepEqual(site.faults, []);
      } finally {
        site.close();
      }
    });
  }
});
