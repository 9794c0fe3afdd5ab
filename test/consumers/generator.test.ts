/** Tests the code that the demo's page generates for an app. The tools of the framework build the app. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectProvider, leaveLink, linkIn, useChromium, visit } from '../support/chromium.js';
import {
  choices,
  computedBackground,
  findPinnedScript,
  label,
  listChoices,
  readSnippet,
} from '../support/generator.js';
import { installApp, run } from '../support/installed-package.js';
import { root } from '../support/root.js';
import type { Respond } from '../support/listen.js';
import {
  otherConnectionsEndpoint,
  otherEndpoint,
  serveOtherConnectionsEndpoint,
  serveOtherEndpoint,
} from '../support/other-endpoint.js';
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

/** A component of the generated code, and the name of its file in Angular. */
interface Component {
  readonly name: string;
  readonly fileName: string;
}

type FilesOf = (parts: string[], index: string, component: Component) => Record<string, string>;

/** Returns the files of an app: each part of the code at its place, and an entry file that shows only the component. */
const apps: Record<string, FilesOf> = {
  vue: ([script, plugin, code], index, { name }) => ({
    'index.html': index.replace('</head>', `${script}</head>`).replace('main.ts', 'generated.ts'),
    'vite.config.ts': `import vue from '@vitejs/plugin-vue';\nexport default { plugins: [${plugin}] };`,
    [`src/${name}.vue`]: code!,
    'src/generated.ts': `import { createApp } from 'vue';
import ${name} from './${name}.vue';
createApp(${name}).mount('#app');`,
  }),
  react: ([script, code], index, { name }) => ({
    'index.html': index.replace('</head>', `${script}</head>`).replace('main.tsx', 'generated.jsx'),
    [`src/${name}.jsx`]: code!,
    'src/generated.jsx': `import { createRoot } from 'react-dom/client';
import { ${name} } from './${name}';
createRoot(document.getElementById('root')).render(<${name} />);`,
  }),
  angular: ([script, code], index, { name, fileName }) => ({
    'angular.json': withoutServer(join(root, 'test/consumers/angular/angular.json')),
    'src/index.html': index
      .replace('</head>', `${script}</head>`)
      .replace('<app-root></app-root>', `<app-${fileName}></app-${fileName}>`),
    [`src/app/${fileName}.ts`]: code!,
    'src/main.ts': `import { bootstrapApplication } from '@angular/platform-browser';
import { ${name} } from './app/${fileName}';
void bootstrapApplication(${name});`,
  }),
};

describe('the generated code for apps', () => {
  const demo = startDemo();
  let respond: Respond;
  const site = useSite({
    linkAt: 'junction',
    respond: (request) => respond(request),
    findFile: findPinnedScript,
  });
  const chromium = useChromium();
  after(() => demo.stop());

  async function assertConnects(page: Page): Promise<void> {
    const button = page.getByRole('button', { name: label, exact: true });
    assert.equal(await button.evaluate((button) => getComputedStyle(button).backgroundColor), computedBackground);
    assert.equal(await button.getAttribute('class'), 'filled large');
    await button.click();
    await connectProvider(linkIn(page));
    await page.waitForFunction(() => document.querySelector('junction-connect')!.status === 'connected');
    assert.deepEqual(site.tokenRequestBodies(), [{ filter_on_providers: ['oura', 'polar'] }]);
  }

  async function assertLists(page: Page): Promise<void> {
    const row = page.locator('junction-connections [part=row]').filter({ hasText: 'Oura' });
    await row.getByRole('button', { name: 'Oura verbinden' }).click();
    await linkIn(page).getByRole('button', { name: 'Allow' }).click();
    await row.getByText('Verbunden seit').waitFor();
    await leaveLink(page, 'Done');
    assert.deepEqual(await page.locator('[part=name]').allInnerTexts(), ['Oura', 'Polar']);
    assert.equal(await page.locator('[part=logo] img').count(), 0);
    await row.getByRole('button', { name: 'Oura trennen' }).click();
    await row.getByRole('group').getByRole('button', { name: 'Trennen' }).click();
    await row.getByText('Nicht verbunden').waitFor();
  }

  const kinds = [
    {
      title: 'connects',
      chosen: { ...choices, 'token-endpoint': otherEndpoint },
      component: { name: 'ConnectDevice', fileName: 'connect-device' },
      assertWorks: assertConnects,
    },
    {
      title: 'lists what is connected',
      chosen: { ...listChoices, 'token-endpoint': otherEndpoint, endpoint: otherConnectionsEndpoint },
      component: { name: 'ConnectedDevices', fileName: 'connected-devices' },
      assertWorks: assertLists,
    },
  ];

  for (const [name, filesOf] of Object.entries(apps)) {
    const indexPath = name === 'angular' ? 'src/index.html' : 'index.html';
    let folder: string;
    let index: string;
    for (const { title, chosen, component, assertWorks } of kinds)
      it(`${title} in an app of ${name}, with endpoints of another origin`, async () => {
        folder ??= await installApp(name);
        index ??= readFileSync(join(folder, indexPath), 'utf8'); // Before the first test has changed it.
        const parts = await readSnippet(chromium, await demo.ready, name, chosen);
        for (const [path, content] of Object.entries(filesOf(parts, index, component)))
          writeFileSync(join(folder, path), content);
        await run(folder, 'npm', ['run', 'build']);

        respond = serveApp(join(folder, 'dist'));
        const page = await visit(chromium, site, 'about:blank');
        await serveOtherEndpoint(page, site);
        await serveOtherConnectionsEndpoint(page, site);
        await page.goto(site.origin);
        await assertWorks(page);
        assert.deepEqual(chromium.faults, []);
      });
  }
});
