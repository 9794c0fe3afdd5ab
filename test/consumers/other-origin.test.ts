/** Apps whose token endpoint is of another origin. They bind the property, because an attribute may not name it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { connectProvider, linkIn, useChromium, visit } from '../support/chromium.js';
import { installApp, run } from '../support/installed-package.js';
import type { Respond } from '../support/listen.js';
import { otherEndpoint, serveOtherEndpoint } from '../support/other-endpoint.js';
import { useSite } from '../support/site.js';
import { expectOwnerLine } from './app-journeys.js';
import { serveApp } from './consumer.js';

interface App {
  /** The page of the app, and the text in it that the test replaces, so that it starts with the code below. */
  readonly page: readonly [path: string, before: string, after: string];
  readonly files: Record<string, string>;
}

/** Each app has an element that binds the property, and one with the attribute. */
const apps: Record<string, App> = {
  vue: {
    page: ['index.html', 'main.ts', 'bound.ts'],
    files: {
      'src/bound.ts': `import 'junction-connect';
import { createApp } from 'vue';
import Bound from './Bound.vue';
createApp(Bound).mount('#app');`,
      'src/Bound.vue': `<script setup>
const endpoint = '${otherEndpoint}';
</script>
<template>
  <junction-connect .tokenEndpoint="endpoint">Property</junction-connect>
  <junction-connect :tokenEndpoint.prop="endpoint">Long form</junction-connect>
  <junction-connect :token-endpoint="endpoint">Attribute</junction-connect>
</template>`,
    },
  },
  react: {
    page: ['index.html', 'main.tsx', 'bound.jsx'],
    files: {
      'src/bound.jsx': `import 'junction-connect';
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')).render(
  <>
    <junction-connect tokenEndpoint="${otherEndpoint}">Property</junction-connect>
    <junction-connect token-endpoint="${otherEndpoint}">Attribute</junction-connect>
  </>
);`,
    },
  },
  svelte: {
    page: ['index.html', 'main.ts', 'bound.ts'],
    files: {
      'src/bound.ts': `import 'junction-connect';
import { mount } from 'svelte';
import Bound from './Bound.svelte';
mount(Bound, { target: document.getElementById('app')! });`,
      'src/Bound.svelte': `<script>
  const endpoint = '${otherEndpoint}';
</script>
<junction-connect tokenEndpoint={endpoint}>Property</junction-connect>
<junction-connect token-endpoint={endpoint}>Attribute</junction-connect>`,
    },
  },
  angular: {
    page: ['src/index.html', 'app-root', 'app-bound'],
    files: {
      'src/main.ts': `import 'junction-connect';
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

@Component({
  selector: 'app-bound',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`<junction-connect [tokenEndpoint]="endpoint">Property</junction-connect>
    <junction-connect [attr.token-endpoint]="endpoint">Attribute</junction-connect>\`,
})
class Bound {
  protected readonly endpoint = '${otherEndpoint}';
}
void bootstrapApplication(Bound);`,
    },
  },
};

describe('an app with a token endpoint of another origin', () => {
  let respond: Respond;
  const site = useSite({ linkAt: 'junction', respond: (request) => respond(request) });
  const chromium = useChromium();

  for (const [
    name,
    {
      page: [path, before, after],
      files,
    },
  ] of Object.entries(apps)) {
    it(`connects when the template of ${name} binds the property, and is refused with the attribute`, async () => {
      const folder = await installApp(name);
      const index = join(folder, path);
      writeFileSync(index, readFileSync(index, 'utf8').replaceAll(before, after));
      for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
      await run(folder, 'npm', ['run', 'build']);
      respond = serveApp(join(folder, 'dist'));

      const bound = ['Property', 'Long form'].filter((label) => JSON.stringify(files).includes(`>${label}<`));
      for (const label of bound) {
        const page = await visit(chromium, site, 'about:blank');
        await serveOtherEndpoint(page, site);
        await page.goto(site.origin);
        await page.getByRole('button', { name: label }).click();
        await connectProvider(linkIn(page));
        await page.waitForFunction(() => document.querySelector(':state(connected)'));
      }
      assert.equal(site.tokenRequests().length, bound.length);
      assert.deepEqual(chromium.faults, []);

      const page = await visit(chromium, site, site.origin);
      await page.getByRole('button', { name: 'Attribute' }).click();
      await page.waitForFunction(() => document.querySelector(':state(error)'));
      expectOwnerLine(chromium.faults, 'configuration_invalid');
    });
  }
});
