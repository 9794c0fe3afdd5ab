import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { connectProvider } from '../support/chromium.js';
import { blocksIn } from '../support/document.js';
import { run } from '../support/installed-package.js';
import {
  appOn,
  describeApp,
  expectOwnerLine,
  itConnectsDevices,
  itConnectsFromServer,
  itManagesConnections,
  itShowsTheConnection,
  itTrustsProperties,
  pressConnect,
} from './app-journeys.js';
import { buildConsumer } from './consumer.js';

const angular = buildConsumer('angular', {
  scripts: ['build'],
  output: 'dist/browser',
  fallback: 'index.csr.html',
});

describeApp(
  'the Angular app',
  () => angular,
  (journey) => {
    itConnectsDevices(journey);
    itManagesConnections(journey);
    itConnectsFromServer(journey, '/rendered');
    itTrustsProperties(journey, { trusted: ['property'], markup: ['static', 'attribute'] });
    itShowsTheConnection(journey, {
      unknownProvider: ['static', 'static-true', 'true', 'true-attr', 'empty', 'typed-static'],
      oura: ['static-slug', 'slug', 'slug-attr', 'slug-interpolated', 'typed-static-slug', 'typed-slug'],
      nothing: [
        ...['static-false', 'false', 'false-attr', 'null', 'null-attr', 'undefined', 'undefined-attr'],
        ...['typed-false', 'typed-null'],
      ],
      ownTexts: ['static-messages', 'messages', 'messages-attr', 'typed-messages'],
      following: ['follows', 'follows-attr'],
    });

    it('connects a device in a page with attributes and one handler', async () => {
      const page = await journey.visit('/short');
      const app = appOn(page);
      await app.button.click();
      await connectProvider(app.link);
      await page.getByText('You have connected oura.').waitFor();
      assert.deepEqual(journey.site.tokenRequestBodies(), [
        { filter_on_providers: ['oura', 'garmin', 'google_health'] },
      ]);
    });

    it('keeps the element that the server has rendered, and shows what a return from hosted Link has brought', async () => {
      const page = await journey.visit('/rendered');
      const app = appOn(page);
      await app.button.waitFor();
      await page.evaluate(() => (document.querySelector('junction-connect')!.mode = 'redirect'));
      await page.addInitScript(() => {
        document.addEventListener('readystatechange', () => {
          document.querySelector('junction-connect[defer-hydration]')?.setAttribute('data-from-server', '');
        });
      });
      const address = page.url();
      await app.button.click();
      await connectProvider(page);
      await page.waitForURL(address);
      await app.notice('Connected: a device').waitFor();
      assert.equal(await page.locator('junction-connect[data-from-server]').count(), 1);
    });

    it('closes Link when a condition removes the element, and opens Link again when the element is back', async () => {
      const page = await journey.visit();
      const app = await pressConnect(page);
      await app.link.getByRole('button', { name: 'Oura', exact: true }).waitFor();
      await page.getByText('Sign out').dispatchEvent('click');
      await app.notice('Connecting was interrupted').waitFor();
      assert.deepEqual([await app.frame.count(), await app.element.count()], [0, 0]);
      await page.getByText('Sign in').click();
      await app.button.click();
      await app.link.getByRole('button', { name: 'Oura', exact: true }).waitFor();
    });

    it('aborts its token request when the person goes to another page', async () => {
      journey.site.tokenEndpoint = () => new Promise(() => {});
      const page = await journey.visit();
      const failed = page.waitForEvent('requestfailed');
      const app = await pressConnect(page);
      await app.goTo('Home');
      assert.match((await failed).url(), /link-token$/);
      await app.notice('Connecting was interrupted').waitFor();
    });

    it('shows an error when its backend refuses a token', async () => {
      journey.site.tokenEndpoint = () => Response.json({ error: 'no' }, { status: 403 });
      const app = await pressConnect(await journey.visit());
      await app.notice('That did not work: token_request_failed').waitFor();
      // The browser itself writes this to the console.
      assert.match(journey.faults.shift()!, /^Failed to load resource: .* 403/);
      expectOwnerLine(journey.faults, 'token_request_failed');
    });

    it('gets an error of its compiler for each mistake in a template', async () => {
      const wrong: [tag: string, message: string][] = [
        [`[providers]="'oura'"`, `Type 'string' is not assignable to type 'readonly string[]'.`],
        [`[providrs]="[]"`, `Can't bind to 'providrs' since it isn't a known property of 'junction-connect'.`],
        [`mode="popop"`, `Type '"popop"' is not assignable to type 'Mode | undefined'. Did you mean '"popup"'?`],
        [
          `token-endpoint="{{ '/x' }}"`,
          `Can't bind to 'token-endpoint' since it isn't a known property of 'junction-connect'.`,
        ],
        [
          `(junction-success)="text($event.detail.provder)"`,
          `Property 'provder' does not exist on type 'SuccessDetail'. Did you mean 'provider'?`,
        ],
        [`(junction-exit)="text($event.detail.error)"`, `Property 'error' does not exist on type 'ExitDetail'.`],
      ];
      const wrongLists: [tag: string, message: string][] = [
        [`[providers]="'oura'"`, `Type 'string' is not assignable to type 'readonly string[]'.`],
        [`[endpont]="'/x'"`, `Can't bind to 'endpont' since it isn't a known property of 'junction-connections'.`],
        [`[disconnect]="'yes'"`, `Type '"yes"' is not assignable to type 'boolean | undefined'.`],
        [
          `(junction-disconnect)="text($event.detail.connections)"`,
          `Property 'connections' does not exist on type 'DisconnectDetail'.`,
        ],
        [
          `(junction-connections-change)="text($event.detail.provider)"`,
          `Property 'provider' does not exist on type 'ConnectionsChangeDetail'.`,
        ],
      ];
      const rightList = `endpoint="/x" [disconnect]="true" [headers]="{}" (junction-disconnected)="text($event.detail.provider)"`;
      const right = `[providers]="['oura']" mode="popup" token-endpoint="/x" (junction-exit)="text($event.detail.reason)"`;
      const [documented] = blocksIn('docs/frameworks/angular.md', 'What is connected already, and your words', 'html');
      const tags = [
        ...[right, ...wrong.map(([tag]) => tag)].map((tag) => `<junction-connect ${tag} />`),
        ...[...wrongLists.map(([tag]) => tag), rightList].map((tag) => `<junction-connections ${tag} />`),
        documented!.trim(),
      ];
      const { folder } = await angular;
      writeFileSync(
        join(folder, 'src/wrong.ts'),
        `import { Component } from '@angular/core';
      import { JunctionConnectProperties } from './app/junction-connect';
      import { JunctionConnectionsProperties } from './app/junction-connections';
      @Component({ selector: 'app-wrong', imports: [JunctionConnectProperties, JunctionConnectionsProperties], template: \`${tags.join('\n')}\` })
      export class Wrong { text(text: string): void {}; slug(): string | null { return null; } }`,
      );
      writeFileSync(
        join(folder, 'tsconfig.wrong.json'),
        JSON.stringify({ extends: './tsconfig.json', compilerOptions: { noEmit: true }, include: ['src/wrong.ts'] }),
      );
      const output = await run(folder, 'npx', ['ngc', '-p', 'tsconfig.wrong.json']).catch(String);
      const errors = [...stripVTControlCharacters(output).matchAll(/wrong\.ts:(\d+):\d+ - error [A-Z]+\d+: (.*)/g)];
      assert.deepEqual(
        errors
          .map(([, line, message]) => [Number(line), message])
          .sort(([one], [other]) => Number(one) - Number(other)),
        [...wrong, ...wrongLists].map(([, message], index) => [index + 5, message]),
      );
    });
  },
);
