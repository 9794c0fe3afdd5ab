import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { setUp } from './visit-link.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const section = /## A Junction of your own.*?(?=\n## )/s.exec(readme)![0];

describe('the section of the README about the sandbox', () => {
  it('names every outcome', () => {
    for (const name of [...junctionErrorTypes, 'something_new', 'slow', 'mfa'])
      assert.ok(section.includes(`\`${name}\``), `README.md, "Every outcome": ${name} is missing`);
  });

  it('names only routes that exist', async () => {
    const routes = [...section.matchAll(/^\| `(GET|POST) (\/_sandbox\/[\w/-]+)`/gm)];
    assert.equal(routes.length, 6);
    for (const [, method, path] of routes) {
      const { status } = await setUp().callApi(path!, { method: method!, ...(method === 'POST' && { body: '[]' }) });
      assert.ok([200, 422].includes(status), `${path}: ${status}`);
    }
  });
});
