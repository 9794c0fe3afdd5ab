import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { documentOf, targets } from '../../demo/page/scripts/snippets.js';
import { createApp } from '../../demo/app.js';
import { createJunction } from '../../demo/junction.js';
import { providers } from 'junction-connect/providers';
import { connectionErrorTypes } from '../../src/junction/error-types.js';

const demo = createApp(createJunction({}));
const page = new URL('../../demo/page/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, page), 'utf8');

test('the page offers the providers of the package, with their names, and marks those that not every site can offer', async () => {
  const html = await (await demo.request('http://localhost/')).text();
  const chips = [
    ...html.matchAll(/value="(\w+)"\s+data-name="([^"]+)"[^>]*><span>([^<]+?)\s*(?:<small>([^<]+)<\/small>)?<\/span>/g),
  ];
  assert.deepEqual(
    chips.map(([, slug, name, text, mark]) => ({ slug, name, text, mark })),
    providers.map(({ slug, listName, availability }) => ({
      slug,
      name: listName,
      text: listName,
      mark: availability === 'available' ? undefined : availability.replace('own_app', 'needs your own app'),
    })),
  );
  assert.ok(html.includes(`<summary>${providers.length - 12} more</summary>`));
});

test('the page has the notes of the providers, hidden, and each belongs to the choice of its provider', async () => {
  const html = await (await demo.request('http://localhost/index.html')).text();
  const notes = [...html.matchAll(/<li id="([\w-]+)" data-provider="(\w+)" hidden><b>([^<]+):<\/b> ([^<]+)<\/li>/g)];
  assert.deepEqual(
    notes.map(([, , slug, name, note]) => [slug, name, note!.replaceAll('&#39;', "'")]),
    providers.flatMap(({ slug, listName, note }) => (note ? [[slug, listName, note]] : [])),
  );
  for (const [, id, slug] of notes)
    assert.match(html, new RegExp(`value="${slug}"[^>]* aria-describedby="${id}"`), slug);
  assert.equal(html.split('aria-describedby="note-').length - 1, notes.length);
});

test('the page offers every target that the generator writes code for, with its name', () => {
  const radios = [...read('index.html').matchAll(/name="target" value="(\w+)"[^>]*>\s*<span\s*>([^<]+)</g)];
  assert.deepEqual(
    radios.map(([, id, name]) => ({ id, name })),
    targets.map(({ id, name }) => ({ id, name })),
  );
});

test('the page has a document about each target', async () => {
  for (const target of targets) {
    const document = await demo.request(new URL(`docs/${documentOf(target)}.md`, 'http://localhost/').href);
    assert.equal(document.status, 200, target.id);
    assert.match(await document.text(), /^# \w/, target.id);
  }
});

test('the page has a place for the problem of each address field and of the accent, which the field names', () => {
  const html = read('index.html');
  const names = [...html.matchAll(/<input[^>]*name="([\w-]+)"[^>]*inputmode="url"/g)].map(([, name]) => name);
  assert.deepEqual(names, ['token-endpoint', 'endpoint', 'success-url', 'exit-url', 'error-url']);
  for (const name of [...names, 'accent']) {
    assert.match(html, new RegExp(`<(span|p) class="problem" id="${name}-problem" role="status"></\\1>`), name);
    assert.match(html, new RegExp(`name="${name}"[^>]*aria-describedby="${name}-problem[ "]`), name);
  }
});

test('the tool that breaks a connection offers each documented error type, in words', () => {
  const [, select = ''] = /id="break-reason">([^]*?)<\/select>/.exec(read('index.html')) ?? [];
  const options = [...select.matchAll(/<option value="(\w+)">([^<]+)</g)];
  assert.deepEqual(
    options.map(([, type]) => type),
    [...connectionErrorTypes],
  );
  assert.equal(new Set(options.map(([, , words]) => words)).size, options.length);
});

test('the page loads nothing from another origin, also works below a path, and has no inline script or style', () => {
  const html = read('index.html');
  assert.doesNotMatch(html, /(src|href)="(?!\.\/[a-z])/);
  assert.doesNotMatch(html, /<script>|<style|\sstyle=|\son[a-z]+=/);
  for (const file of readdirSync(new URL('styles/', page))) {
    assert.doesNotMatch(read(`styles/${file}`), /@import|https?:/, file);
  }
});
