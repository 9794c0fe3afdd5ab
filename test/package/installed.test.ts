import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { before, describe, it } from 'node:test';
import { createProject, run } from '../support/installed-package.js';
import { root } from '../support/root.js';

/** A user's code that imports every entry file. */
const consumer = `
import 'junction-connect/standalone';
import 'junction-connect/languages/pl';
import { JunctionConnect, type JunctionSuccessEvent, type MessageKey, registerMessages } from 'junction-connect';
import {
  type ConnectionSummary,
  JunctionConnections,
  type JunctionDisconnectEvent,
} from 'junction-connect/connections';
import { JunctionConnectError, type LinkTokenRequest } from 'junction-connect/element';
import pinned from 'junction-connect/integrity.json' with { type: 'json' };
import { nameOfProvider, type Provider, type ProviderAvailability, providers } from 'junction-connect/providers';
import { createSandbox, type SandboxOptions } from 'junction-connect/sandbox';
import { createLinkTokenHandler, type LinkTokenClient } from 'junction-connect/server';

export const element: JunctionConnect = document.createElement('junction-connect');
element.addEventListener('junction-success', (event: JunctionSuccessEvent) => event.detail.provider?.trim());
element.fetchToken = async (request: LinkTokenRequest) => ({ link_token: request.provider ?? '' });
// @ts-expect-error: no such mode.
element.mode = 'overlay';
element.connected = 'oura';
element.appearance = 'outlined';
element.messages = { label: 'Add my watch' };
// @ts-expect-error: no such text.
element.messages = { lable: 'Add my watch' };
export const list: JunctionConnections = document.createElement('junction-connections');
list.addEventListener('junction-disconnect', (event: JunctionDisconnectEvent) => event.detail.provider.trim());
export const connections: readonly ConnectionSummary[] = list.connections;
list.messages = { connections: { confirm: 'We keep your data.' } };
// @ts-expect-error: no such value.
list.logos = 'hide';
export const key: MessageKey = 'signIn';
registerMessages('en', { [key]: 'Please sign in to My Clinic again.' });
export const { retryable }: { retryable: boolean } = new JunctionConnectError('link_unavailable', '');
interface Script {
  url: string;
  integrity: string;
}
interface Pinned extends Script {
  version: string;
  connections: Script;
  languages: { pl: Script };
}
export const { version, url, integrity, connections: listScript, languages }: Pinned = pinned;
export const offered: readonly Provider[] = providers.filter(({ availability }) => availability === 'available');
export const notes: (string | undefined)[] = providers.map(({ note }) => note?.trim());
export const name: string | undefined = nameOfProvider('oura');
export const availability: ProviderAvailability = 'own_app';
// @ts-expect-error: the table cannot be changed.
providers.push(offered[0]!);
const options: SandboxOptions = { origin: 'http://localhost' };
export const sandbox: (request: Request) => Promise<Response> = createSandbox(options);
declare const client: LinkTokenClient;
export const handler: typeof sandbox = createLinkTokenHandler({ client, getUserId: () => null });
// @ts-expect-error: getUserId is required.
createLinkTokenHandler({ client });
`;

describe('the package, installed from its tarball', () => {
  let folder: string;
  before(async () => {
    folder = await createProject();
  });

  /** Runs a module in the project, and returns what it prints. */
  const evaluate = (code: string) => run(folder, process.execPath, ['--input-type=module', '--eval', code]);

  it('installs Lit and the dependencies of Lit, and nothing else', async () => {
    const installed = (await run(folder, 'npm', ['ls', '--all', '--parseable'])).trim().split('\n');
    const names = installed.slice(1).map((path) => path.split('node_modules/').at(-1)!);
    assert.deepEqual(names.sort(), [
      '@lit-labs/ssr-dom-shim',
      '@lit/reactive-element',
      '@types/trusted-types',
      'junction-connect',
      'lit',
      'lit-element',
      'lit-html',
    ]);
  });

  for (const [entry, names] of Object.entries({
    '': ['JunctionConnect', 'JunctionConnectError', 'configureLink', 'configurePage', 'registerMessages'],
    '/element': ['JunctionConnect', 'JunctionConnectError', 'configureLink', 'configurePage', 'registerMessages'],
    '/connections': ['JunctionConnections'],
    '/standalone': [],
    '/languages/pl': [],
    '/languages/zh-Hant': [],
    '/providers': ['nameOfProvider', 'providers', 'providersDate', 'unlinkableSlugs'],
    '/server': ['createConnectionsHandler', 'createLinkTokenHandler', 'junctionApiUrl', 'resolveUser'],
    '/sandbox': ['createSandbox'],
  })) {
    it(`can be imported in Node as junction-connect${entry}, without a window`, async () => {
      const code = `console.log(JSON.stringify(Object.keys(await import('junction-connect${entry}')).sort()))`;
      assert.deepEqual(JSON.parse(await evaluate(code)), names);
    });
  }

  it('has the table of providers, with notes, and the proper names', async () => {
    const code = `const { nameOfProvider, providers, providersDate, unlinkableSlugs } = await import('junction-connect/providers');
      const fitbit = providers.find(({ slug }) => slug === 'fitbit');
      const isListed = providers.some(({ slug }) => unlinkableSlugs.includes(slug));
      console.log(JSON.stringify([fitbit, nameOfProvider('whoop_v2'), providersDate, isListed]));`;
    const fitbit = {
      slug: 'fitbit',
      name: 'Fitbit',
      availability: 'deprecated',
      replacement: 'google_health',
      listName: 'Fitbit',
      authType: 'oauth',
      note: 'Its old API ends in September 2026: offer google_health instead. Everybody has to connect again.',
    };
    assert.deepEqual(JSON.parse(await evaluate(code)), [fitbit, 'WHOOP', '2026-08-20', false]);
  });

  it('registers the element in junction-connect, both elements in junction-connect/connections, and none in junction-connect/element', async () => {
    const isRegistered = async (entry: string) => {
      const tags = `['junction-connect', 'junction-connections']`;
      const code = `${tags}.map((tag) => Boolean(globalThis.customElements?.get(tag)))`;
      return JSON.parse(await evaluate(`await import('${entry}'); console.log(JSON.stringify(${code}))`)) as boolean[];
    };
    assert.deepEqual(await isRegistered('junction-connect'), [true, false]);
    assert.deepEqual(await isRegistered('junction-connect/connections'), [true, true]);
    assert.deepEqual(await isRegistered('junction-connect/element'), [false, false]);
  });

  for (const [resolver, options] of Object.entries({
    Node: ['--module', 'nodenext'],
    'a bundler': ['--module', 'esnext', '--moduleResolution', 'bundler'],
  })) {
    it(`has the types of every entry file when modules resolve as in ${resolver}, without types of other packages`, async () => {
      await writeFile(join(folder, 'consumer.ts'), consumer);
      const strict = ['--strict', '--skipLibCheck', 'false', '--noUncheckedSideEffectImports', '--resolveJsonModule'];
      const compiler = join(root, 'node_modules/typescript/bin/tsc');
      const args = ['--noEmit', '--ignoreConfig', '--target', 'es2023', ...strict, ...options, 'consumer.ts'];
      const problems = await run(folder, process.execPath, [compiler, ...args]).catch(({ message }: Error) => message);
      assert.equal(problems, '');
    });
  }

  it('has a command that npx starts and SIGINT ends', async () => {
    // The process group gets the signal, as in a terminal. So it interrupts npx and the command.
    const child = spawn('npx', ['--no', 'junction-connect', 'sandbox', '--port', '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const ended = once(child, 'exit');
    try {
      let origin: string | undefined;
      for await (const line of createInterface(child.stdout)) {
        origin = /http:\/\/localhost:\d+/.exec(line)?.[0];
        if (origin) break;
      }
      assert.ok(origin, 'the command does not print its address');
      assert.equal((await fetch(`${origin}/_sandbox/state`)).status, 200);
      process.kill(-child.pid!, 'SIGINT');
      await ended;
      await assert.rejects(fetch(`${origin}/_sandbox/state`));
    } finally {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
    }
  });
});
