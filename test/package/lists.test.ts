import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { languages } from '../../src/i18n/languages.js';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { launchModes } from '../../src/link/configuration/configuration.js';
import { packageErrorCodes } from '../../src/link/errors.js';
import { root } from '../support/root.js';

/** Returns the first group of every match of `item`, in the part of a file that `part` matches. */
function find(file: string, part: RegExp, item: RegExp): string[] {
  const [text] = part.exec(readFileSync(join(root, file), 'utf8')) ?? [];
  assert.ok(text, `${file} has no ${part}`);
  return [...text.matchAll(item)].map(([, name]) => name!);
}

const demoPage = 'demo/page/index.html';
const demoTexts = 'demo/page/scripts/event-text.js';

/** The error types that a page gets as errors. `user_cancelled` is an exit for the page. */
const reportedErrorTypes = junctionErrorTypes.filter((type) => type !== 'user_cancelled');

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** The lists that people write by hand, and the names that each has to contain. */
const lists: [what: string, findNames: () => string[], expected: readonly string[]][] = [
  ['error codes in README.md', () => find('README.md', /\| code .*?\n\n/s, /^\| `(\w+)`/gm), packageErrorCodes],
  [
    `texts for errors in ${demoTexts}`,
    () => find(demoTexts, /const errorTexts = \{.*?\n\};/s, /^ {2}(\w+):/gm),
    [...packageErrorCodes, ...reportedErrorTypes],
  ],
  [
    'modes in docs/launching.md',
    () => find('docs/launching.md', /where Link is .*?\n\n/s, /^\| `(\w+)`/gm),
    ['auto', ...launchModes],
  ],
  [`modes in ${demoPage}`, () => find(demoPage, /[^]*/, /name="mode"\s+value="(\w+)"/g), ['auto', ...launchModes]],
  [`texts for modes in ${demoTexts}`, () => find(demoTexts, /const modeTexts = \{.*?\}/s, /(\w+):/g), launchModes],
  [
    "modes in WordPress's block",
    () => find('integrations/wordpress/junction-connect/block/editor.js', /modes = \[.*?\];/s, /value: '(\w+)'/g),
    launchModes,
  ],
  [
    "modes in WordPress's readme.txt",
    () => find('integrations/wordpress/junction-connect/readme.txt', /`mode` \(.*?\)/, /`(\w+)`(?=[,)])/g),
    ['auto', ...launchModes],
  ],
  [
    `languages in ${demoPage}`,
    () => find(demoPage, /<select id="lang".*?<\/select>/s, /value="(\w+)"/g),
    Object.keys(languages),
  ],
  [
    'languages in docs/words.md',
    () => find('docs/words.md', /^English, .*? are built in/m, /\b([A-Z][a-z]+)/g),
    Object.keys(languages).map((code) => languageNames.of(code)!),
  ],
];

describe('a list that people write by hand', () => {
  for (const [what, findNames, expected] of lists) {
    it(`contains all ${what}`, () => {
      const found = findNames();
      const missing = expected.filter((name) => !found.includes(name));
      const unknown = found.filter((name) => !expected.includes(name));
      assert.deepEqual(
        [missing, unknown],
        [[], []],
        `Missing: ${missing.join(', ')}. Not known: ${unknown.join(', ')}.`,
      );
    });
  }
});
