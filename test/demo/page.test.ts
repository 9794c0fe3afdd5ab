import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { providers } from '../../src/link/providers.js';

const page = new URL('../../demo/page/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, page), 'utf8');

test('the providers to choose from are ones that Link can connect, under their names', () => {
  const html = read('index.html');
  const chips = [...html.matchAll(/name="providers" value="(\w+)" \/>\s*<span>([^<]+)</g)];
  assert.equal(chips.length, html.split('name="providers"').length - 1);
  const names = new Map(providers.map(({ slug, name }) => [slug, name]));
  for (const [, slug, name] of chips) assert.equal(names.get(slug!), name);
});

test('the page loads nothing from elsewhere, and has no inline script or style', () => {
  const html = read('index.html');
  assert.doesNotMatch(html, /(src|href)="(?!\/[a-z])/);
  assert.doesNotMatch(html, /<script>|<style|\sstyle=|\son[a-z]+=/);
  for (const file of readdirSync(new URL('styles/', page))) {
    assert.doesNotMatch(read(`styles/${file}`), /@import|https?:/, file);
  }
});
