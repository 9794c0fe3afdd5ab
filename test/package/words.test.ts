import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { messageOfError } from '../../src/link/error-message.js';
import { JunctionConnectError, packageErrorCodes } from '../../src/link/errors.js';
import { blocksIn, sectionOf, tableIn } from '../support/document.js';
import { root } from '../support/root.js';

const document = 'docs/words.md';
const require = createRequire(import.meta.url);
const pinned = require('junction-connect/integrity.json') as {
  version: string;
  languages: Record<string, { url: string; integrity: string }>;
};
const languageCodes = readdirSync(join(root, 'src/languages')).map((file) => basename(file, '.ts'));
const fileOf = (code: string) => readFileSync(join(root, 'dist/languages', `${code}.js`));

const codesIn = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, code]) => code!);

/** Runs an example of the document in Node, and returns what the added line prints. */
function runExample(code: string, added: string): string {
  const args = ['--no-warnings', '--input-type=module', '--eval', `${code}\n${added}`];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trim();
}

describe('the table of texts after an error in docs/words.md', () => {
  const heading = 'The text after an error';
  const [, ...rows] = tableIn(document, heading, 'code');
  const possible = [...packageErrorCodes, ...junctionErrorTypes].filter((code) => code !== 'user_cancelled');

  for (const [codes, statuses, key] of rows) {
    for (const code of codesIn(codes!)) {
      for (const status of codesIn(statuses!).map(Number)) {
        it(`has the text for ${code} with status ${status}`, () => {
          const error = new JunctionConnectError(code, '', { status });
          assert.equal(messageOfError(error, false), codesIn(key!)[0]);
        });
      }
      if (!statuses && code !== 'token_request_rejected')
        it(`has the text for ${code}`, () => {
          assert.equal(messageOfError(new JunctionConnectError(code, ''), false), codesIn(key!)[0]);
        });
    }
  }

  it('has all codes of this package, and all error types of Junction that can be an error', () => {
    const documented = rows.flatMap(([codes]) => codesIn(codes!));
    assert.deepEqual(
      possible.filter((code) => !documented.includes(code)),
      [],
    );
  });

  it('says which text a code shows that Junction does not document', () => {
    const [, , key] = rows.find(([codes]) => codes!.includes('does not document'))!;
    assert.equal(messageOfError(new JunctionConnectError('something_new', ''), false), codesIn(key!)[0]);
  });

  it('says which codes show the text for a missing network', () => {
    const offline = possible.filter((code) => messageOfError(new JunctionConnectError(code, ''), true) === 'offline');
    const [sentence] = /If the browser is offline, [^]*? show the text/.exec(sectionOf(document, heading))!;
    assert.deepEqual(codesIn(sentence).sort(), offline.sort());
  });
});

describe('the files of languages', () => {
  it('have addresses and hashes in junction-connect/integrity.json', () => {
    assert.deepEqual(Object.keys(pinned.languages).sort(), languageCodes.sort());
    for (const [code, { url, integrity }] of Object.entries(pinned.languages)) {
      assert.equal(url, `https://cdn.jsdelivr.net/npm/junction-connect@${pinned.version}/dist/languages/${code}.js`);
      assert.equal(integrity, `sha384-${createHash('sha384').update(fileOf(code)).digest('base64')}`, code);
    }
  });

  it('are smaller than 2 kB, compressed by brotli', () => {
    for (const code of languageCodes) assert.ok(brotliCompressSync(fileOf(code)).length < 2000, code);
  });

  it('can be imported in Node, as docs/words.md says', () => {
    const [example] = blocksIn(document, 'With an import', 'js');
    const store = `globalThis[Symbol.for('junction-connect.messages')]`;
    assert.equal(runExample(example!, `console.log(${store}.languages.get('pl').label)`), 'Połącz urządzenie');
  });

  it('have a script tag that the example in docs/words.md writes', () => {
    const [example] = blocksIn(document, 'With a script tag', 'js');
    const { url, integrity } = pinned.languages.pl!;
    const tag = `<script src="${url}" integrity="${integrity}" crossorigin="anonymous" defer></script>`;
    assert.equal(runExample(example!, 'console.log(tag)'), tag);
  });
});
