import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { noticeFiles, readNotices } from '../../scripts/licenses.mjs';
import { root } from '../support/root.js';

const classicScript = {
  '@lit/reactive-element': 'BSD-3-Clause',
  '@tryvital/vital-link': 'MIT',
  'lit-element': 'BSD-3-Clause',
  'lit-html': 'BSD-3-Clause',
  'lucide-static': 'ISC',
};

/** The packages in each bundle, with their licences. */
const expected: Record<keyof typeof noticeFiles, Record<string, string>> = {
  'ES modules': { '@tryvital/vital-link': 'MIT', 'lucide-static': 'ISC' },
  'components for React': { '@lit/react': 'BSD-3-Clause' },
  'standalone script': classicScript,
  'list script': classicScript,
  'local Junction': {
    '@hono/node-server': 'MIT',
    'content-security-policy-parser': 'MIT',
    entities: 'BSD-2-Clause',
    'fastest-levenshtein': 'MIT',
    hono: 'MIT',
    parse5: 'MIT',
    valibot: 'MIT',
  },
};

const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

const versionIn = (folder: string) => (JSON.parse(read(folder, 'package.json')) as { version: string }).version;

const bundles = Object.keys(expected) as (keyof typeof noticeFiles)[];

describe('the notices of the bundled packages', () => {
  for (const bundle of bundles) {
    const notices = readNotices(read('dist', noticeFiles[bundle]));

    it(`of the ${bundle} name exactly these packages: ${Object.keys(expected[bundle]).join(', ')}`, () => {
      const found = notices.map(({ name, license }) => [name, license] as const);
      assert.equal(found.length, Object.keys(expected[bundle]).length);
      assert.deepEqual(Object.fromEntries(found), expected[bundle]);
    });

    it(`of the ${bundle} have the installed version and the whole licence of each package`, () => {
      for (const { name, version, licenseText } of notices) {
        // Another package may have another version of it in a folder of its own.
        const folders = [join('node_modules', name), join('node_modules', 'parse5', 'node_modules', name)];
        const folder = folders.find((one) => existsSync(join(root, one)) && versionIn(one) === version);
        assert.ok(folder, `${name} ${version} is not installed`);
        const file = readdirSync(join(root, folder)).find((path) => /^licen[sc]e/i.test(path));
        assert.ok(file, `${name} has no file with its licence`);
        assert.equal(licenseText, read(folder, file).trim(), name);
      }
    });
  }

  it('are all that the build writes', () => {
    const written = readdirSync(join(root, 'dist')).filter((file) => file.startsWith('THIRD-PARTY'));
    assert.deepEqual(written.sort(), Object.values(noticeFiles).sort());
  });
});
