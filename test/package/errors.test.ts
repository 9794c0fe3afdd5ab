/** docs/errors.md has each line that the package can write into the console of a page, and each error that it throws there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { browserSources, findMessages } from '../support/messages-in-source.js';
import { root } from '../support/root.js';

const withoutLineBreaks = (text: string) => text.replace(/\s+/g, ' ');
const page = withoutLineBreaks(readFileSync(join(root, 'docs/errors.md'), 'utf8'));

const sources = browserSources().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
/** This error is caught at once. The console gets a line of its own: "cannot show a button". */
const neverShown = '> shows no content';

const messages = sources
  .flatMap(({ path, text }) => findMessages(path, text))
  .filter(({ words }) => words !== neverShown);

describe('docs/errors.md', () => {
  for (const path of new Set(messages.map((message) => message.path))) {
    it(`has the words of ${path}`, () => {
      const ofFile = messages.filter((message) => message.path === path);
      const missing = ofFile.filter(({ words }) => !page.includes(withoutLineBreaks(words)));
      assert.deepEqual(missing, [], 'Add these words to docs/errors.md, with their cause and what to do.');
    });
  }

  it('has only lines that are in the sources', () => {
    const lines = [...page.matchAll(/\| `([^`]{20,})` \|/g)].map(([, line]) => line!);
    assert.ok(lines.length > 50, `${lines.length} lines`);
    const known = messages.map(({ words }) => withoutLineBreaks(words)).sort((one, other) => other.length - one.length);
    const unknownWords = (line: string) => known.reduce((rest, words) => rest.replaceAll(words, '…'), line);
    const outdated = lines.filter((line) => /[a-z]{3,} [a-z]{3,}/i.test(unknownWords(line)));
    assert.deepEqual(
      outdated.map((line) => [line, unknownWords(line)]),
      [],
    );
  });

  for (const [what, code, words] of [
    ['an error', "new JunctionConnectError('x', `no ${name} can do a thing`)", ['can do a thing']],
    ['a line for the console', "platform.console.warn('a thing went wrong')", ['a thing went wrong']],
    ['a message in a variable', "const advice = 'Try another thing';", ['Try another thing']],
    ['one long word in an error', "framePermissionError('allow-new-thing')", ['allow-new-thing']],
    ['no text of a selector or a name', "node.closest('a, button'); on('DOMContentLoaded')", []],
  ] as const) {
    it(`would need ${what}`, () => {
      const found = findMessages('src/link/new.ts', code).map((message) => message.words);
      assert.deepEqual(found, words);
    });
  }
});
