import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { languages } from '../../src/i18n/languages.js';

test('the page offers the languages that the element speaks', () => {
  const page = readFileSync(new URL('../../demo/page/index.html', import.meta.url), 'utf8');
  const [, options] = /<select id="lang"[^>]*>(.*?)<\/select>/s.exec(page)!;
  const offered = [...options!.matchAll(/value="(\w+)"/g)].map(([, code]) => code);
  assert.deepEqual(offered.sort(), Object.keys(languages).sort());
});
