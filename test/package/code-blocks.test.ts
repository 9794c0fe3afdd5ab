/** Each code block of the documents is tested, or a comment says why it cannot run by itself. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { type CodeBlock, codeBlocks, ownTestOf, ownTests, placeOf } from '../support/code-blocks.js';
import { filesOfGit } from '../support/markdown.js';
import { root } from '../support/root.js';

/** The languages whose whole blocks a test runs: `code-blocks-in-node.test.ts` here, and `test/e2e/code-blocks.test.ts`. */
const testedLanguages = ['html', 'css', 'js', 'ts', 'json', 'http', 'sh', 'php'];

const advice = `Nothing tests this block. Do one of these:
- Copy it from a file that a test runs, with <!-- automd:example src="…" -->.
- Use one of the languages that every test run tries: ${testedLanguages.join(', ')}.
- Write a test for it, and add that to ownTests in test/support/code-blocks.ts.
- If the block cannot run by itself, put the reason above it: <!-- fragment: … -->.`;

const testTexts = new Map(
  filesOfGit('test/*.ts', ':!test/consumers/*/*', ':!test/support').map((file) => [
    file,
    readFileSync(join(root, file), 'utf8'),
  ]),
);

/** Returns true when a test installs the app of a file, or names the file or its folder. */
function isRunBy(test: string, source: string): boolean {
  const text = testTexts.get(test)!;
  const [, app] = /^test\/consumers\/([\w-]+)\//.exec(source) ?? [];
  if (app) return new RegExp(`(buildConsumer|installApp)\\('${app}'`).test(text);
  const fromTest = posix.relative(posix.dirname(test), source);
  const names = [source, fromTest, posix.dirname(source), `${posix.dirname(fromTest)}/`];
  return names.some((name) => text.includes(`'${name}'`) || text.includes(`/${name}'`));
}

/** Returns true when a test runs the program of the section that has a block, or the file from which the block is copied. */
const isRun = ({ file, heading, source }: CodeBlock): boolean =>
  ownTests.some(([ownFile, ownHeading]) => ownFile === file && ownHeading === heading) ||
  [...testTexts.keys()].some((test) => isRunBy(test, source!));

describe('each code block of the documents', () => {
  it('is tested, or is marked as a fragment', () => {
    const isTested = (block: CodeBlock) =>
      block.source ?? block.reason ?? ownTestOf(block) ?? testedLanguages.includes(block.language);
    const untested = codeBlocks.filter((block) => !isTested(block));
    assert.deepEqual(untested.map(placeOf), [], advice);
    assert.ok(codeBlocks.length > 100);
  });

  it('has a reason in words when it is a fragment, and is nothing else', () => {
    for (const block of codeBlocks.filter(({ reason }) => reason !== undefined)) {
      assert.match(block.reason!, /\w+ \w+.{3,}/, `${placeOf(block)}: say why the block cannot run by itself`);
      assert.equal(ownTestOf(block), undefined, `${placeOf(block)}: the block has a test, so it is no fragment`);
    }
  });

  for (const source of new Set(codeBlocks.flatMap((block) => block.source ?? [])))
    it(`that is copied from ${source} is run by a test`, () => {
      assert.deepEqual(filesOfGit(source), [source], 'the repository has no such file');
      const copies = codeBlocks.filter((block) => block.source === source);
      assert.ok(copies.some(isRun), `${copies.map(placeOf).join(', ')}: no test names ${source} or its folder`);
    });
});

describe('each test of its own', () => {
  for (const [file, heading, language, test] of ownTests)
    it(`exists for ${language} in ${file}, "${heading}"`, () => {
      const isMeant = (block: CodeBlock) =>
        block.file === file && block.heading === heading && block.language === language;
      assert.ok(codeBlocks.some(isMeant), 'there is no such block: remove the line from ownTests');
      for (const name of [file, heading])
        assert.ok(testTexts.get(test)?.includes(name), `${test} does not name ${name}`);
    });
});
