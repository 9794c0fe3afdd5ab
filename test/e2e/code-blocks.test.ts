/** The code blocks of the documents that need a browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { parse } from 'postcss';
import { blocksToRun, type CodeBlock, isForNode, placeOf } from '../support/code-blocks.js';
import { useChromium, visit } from '../support/chromium.js';
import { root } from '../support/root.js';
import { useSite } from '../support/site.js';

const require = createRequire(import.meta.url);
interface PinnedScript {
  readonly url: string;
  readonly integrity: string;
}
const pinned = require('junction-connect/integrity.json') as PinnedScript & {
  connections: PinnedScript;
  languages: Record<string, PinnedScript>;
};
const pinnedScripts = [pinned, pinned.connections, ...Object.values(pinned.languages)];

const folderOfCdn = pinned.url.replace(/dist\/.*/, '');
/** The providers that the documents name. A list warns about one that its endpoint does not offer. */
const available = ['oura', 'garmin', 'google_health'].map((provider) => ({ provider, name: provider, logo: null }));

/** The scripts of the page's own server, by their paths. The document about policies gives the script a name of its own. */
const servedScripts: Record<string, string> = {
  '/connections.js': 'connections.js',
  '/junction-connect.js': 'standalone.js',
};

const site = useSite({
  linkAt: 'junction',
  findFile: (url) => (url.startsWith(folderOfCdn) ? { path: join(root, url.slice(folderOfCdn.length)) } : undefined),
  respond: (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/connections') return Response.json({ connections: [], available });
    const script = servedScripts[pathname];
    if (!script) return new Response('Not found', { status: 404 });
    return new Response(readFileSync(join(root, 'dist', script)), { headers: { 'Content-Type': 'text/javascript' } });
  },
});
const chromium = useChromium();
beforeEach(() => chromium.faults.splice(0));

const endpoints = 'data-token-endpoints="/api/link-token" data-connections-endpoints="/api/connections"';
const scripts = {
  button: `<script src="/standalone.js" ${endpoints} defer></script>`,
  list: `<script src="/connections.js" ${endpoints} defer></script>`,
};
const element = '<junction-connect token-endpoint="/api/link-token">Connect a device</junction-connect>';

/** Replaces each `sha384-…` of a markup by the hash of the script in the same tag. */
const withHashes = (markup: string): string =>
  markup.replace(/<script[^>]*>/g, (tag) => {
    const script = pinnedScripts.find(({ url }) => tag.includes(`"${url}"`));
    return script ? tag.replace(/sha384-(…|HASH)/, script.integrity) : tag;
  });

/** Adds to a markup what the page around it has: the package's script, and an element, unless the markup has its own. */
function pageAround(markup: string): string {
  const hasScript = /(standalone|connections|junction-connect)\.js['"]/.test(markup);
  const hasElement = /<junction-connect|data-junction-connect|data-token-endpoint=/.test(markup);
  const script = /<junction-connections|junction-disconnect/.test(markup) ? scripts.list : scripts.button;
  return `<main>${hasScript ? '' : script}${hasElement ? '' : element}${withHashes(markup)}</main>`;
}

const waitForButton = (page: Page) => page.getByRole('button').first().waitFor();

describe('the markup', () => {
  for (const block of blocksToRun('html'))
    it(`in ${placeOf(block)} works in a page, and shows a button`, async () => {
      const page = await visit(chromium, site, site.addPage(pageAround(block.code)));
      await waitForButton(page);
      assert.deepEqual(chromium.faults, []);
    });
});

describe('the script', () => {
  for (const block of blocksToRun('js').filter((one) => !isForNode(one)))
    it(`in ${placeOf(block)} runs in a page`, async () => {
      const { outputFiles } = await build({
        stdin: { contents: block.code, resolveDir: root },
        bundle: true,
        write: false,
        format: 'esm',
        target: 'es2022',
      });
      // A page that imports the package needs no script tag.
      const script = /(from|import) 'junction-connect/.test(block.code) ? '' : scripts.button;
      const page = await visit(chromium, site, site.addPage(script + element));
      if (script) await waitForButton(page);
      const address = `data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`;
      await page.evaluate((module) => import(module).then(() => undefined), address);
      await waitForButton(page);
      assert.deepEqual(chromium.faults, []);
    });
});

/** A part of a style sheet. The browser ignores a part that it does not know. */
interface Part {
  readonly kind: 'selector' | 'declaration' | 'media';
  readonly text: string;
  readonly place: string;
}

function partsOf(block: CodeBlock): Part[] {
  const place = placeOf(block);
  const parts: Part[] = [];
  const sheet = parse(block.code);
  sheet.walkRules(({ selector }) => void parts.push({ kind: 'selector', text: selector, place }));
  sheet.walkDecls(({ prop, value }) => void parts.push({ kind: 'declaration', text: `${prop}: ${value}`, place }));
  sheet.walkAtRules('media', ({ params }) => void parts.push({ kind: 'media', text: params, place }));
  return parts;
}

describe('each style sheet', () => {
  it('has only what the browser knows', async () => {
    const page = await chromium.newPage();
    const isKnown = ({ kind, text }: Part) =>
      page.evaluate(([query, condition]) => (query ? matchMedia(query).media !== 'not all' : CSS.supports(condition)), [
        kind === 'media' && text,
        kind === 'selector' ? `selector(${text})` : text,
      ] as const);
    const parts = blocksToRun('css').flatMap(partsOf);
    const known = await Promise.all(parts.map(isKnown));
    assert.deepEqual(
      parts.filter((_, index) => !known[index]),
      [],
    );
    assert.ok(parts.length > 30);
  });
});
