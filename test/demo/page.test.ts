import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { targets } from '../../demo/page/scripts/snippets.js';
import { providers } from '../../src/junction/providers.js';

const page = new URL('../../demo/page/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, page), 'utf8');

test('the page offers the providers of the package, with their names', () => {
  const html = read('index.html');
  const chips = [...html.matchAll(/name="providers" value="(\w+)" \/>\s*<span\s*>([^<]+)</g)];
  assert.equal(chips.length, html.split('name="providers"').length - 1);
  assert.deepEqual(
    chips.map(([, slug, name]) => ({ slug, name })),
    providers.map(({ slug, listName }) => ({ slug, name: listName })),
  );
});

test('the page offers every target that the generator writes code for, with its name', () => {
  const radios = [...read('index.html').matchAll(/name="target" value="(\w+)"[^>]*>\s*<span\s*>([^<]+)</g)];
  assert.deepEqual(
    radios.map(([, id, name]) => ({ id, name })),
    targets.map(({ id, name }) => ({ id, name })),
  );
});

test('the page loads nothing from another origin, and has no inline script or style', () => {
  const html = read('index.html');
  assert.doesNotMatch(html, /(src|href)="(?!\/[a-z])/);
  assert.doesNotMatch(html, /<script>|<style|\sstyle=|\son[a-z]+=/);
  for (const file of readdirSync(new URL('styles/', page))) {
    assert.doesNotMatch(read(`styles/${file}`), /@import|https?:/, file);
  }
});
