import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { languages } from '../../src/i18n/languages.js';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { launchModes } from '../../src/link/configuration/configuration.js';
import { packageErrorCodes } from '../../src/link/errors.js';
import { root } from './support.js';

/** Returns the first group of every match in a part of a file. */
function find(file: string, part: RegExp, each: RegExp): string[] {
  const [text] = part.exec(readFileSync(join(root, file), 'utf8')) ?? [];
  assert.ok(text, `${file} has no ${part}`);
  return [...text.matchAll(each)].map(([, found]) => found!);
}

const demoPage = 'demo/page/index.html';
const demoTexts = 'demo/page/scripts/event-text.js';

/** An exit is no error to the page. */
const toldErrorTypes = junctionErrorTypes.filter((type) => type !== 'user_cancelled');

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** A list that people write by hand, and what it has to name. */
const lists: [what: string, found: () => string[], expected: readonly string[]][] = [
  ['the error codes in README.md', () => find('README.md', /\| code .*?\n\n/s, /^\| `(\w+)`/gm), packageErrorCodes],
  [
    `the texts for errors in ${demoTexts}`,
    () => find(demoTexts, /const errors = \{.*?\n\};/s, /^ {2}(\w+):/gm),
    [...packageErrorCodes, ...toldErrorTypes],
  ],
  [`the modes in ${demoPage}`, () => find(demoPage, /[^]*/, /name="mode"\s+value="(\w+)"/g), ['auto', ...launchModes]],
  [`the texts for modes in ${demoTexts}`, () => find(demoTexts, /const waysIn = \{.*?\}/s, /(\w+):/g), launchModes],
  [
    "the modes of WordPress's block",
    () => find('integrations/wordpress/junction-connect/block/editor.js', /modes = \[.*?\];/s, /value: '(\w+)'/g),
    launchModes,
  ],
  [
    "the modes in WordPress's readme.txt",
    () => find('integrations/wordpress/junction-connect/readme.txt', /`mode` \(.*?\)/, /`(\w+)`(?=[,)])/g),
    ['auto', ...launchModes],
  ],
  [
    `the languages in ${demoPage}`,
    () => find(demoPage, /<select id="lang".*?<\/select>/s, /value="(\w+)"/g),
    Object.keys(languages),
  ],
  [
    'the languages in README.md',
    () => find('README.md', /The element speaks the language of the page.*?anywhere else/s, /\b([A-Z][a-z]+)(?=,)/g),
    Object.keys(languages).map((code) => languageNames.of(code)!),
  ],
];

describe('a list that is written by hand is complete:', () => {
  for (const [what, found, expected] of lists) {
    it(what, () => assert.deepEqual(found().sort(), [...expected].sort()));
  }
});
