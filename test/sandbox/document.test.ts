import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { documentedAnswers } from '../support/openapi.js';
import { setUp } from './visit-link.js';

const document = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

describe('docs/sandbox.md', () => {
  it('names every outcome', () => {
    for (const name of [...junctionErrorTypes, 'something_new', 'slow', 'mfa'])
      assert.ok(document.includes(`\`${name}\``), `${name} is missing`);
  });

  it('names the routes of the API', () => {
    const routes = [...document.matchAll(/^\| `([A-Z]+ \/v2\/[\w/{}]+)`/gm)].map(([, route]) => route!);
    const documented = new Set(documentedAnswers.map((answer) => answer.replace(/ \d+$/, '')));
    assert.deepEqual(routes.sort(), [...documented].sort());
  });

  it('names only routes that exist', async () => {
    const routes = [...document.matchAll(/^\| `(GET|POST) (\/_sandbox\/[\w/-]+)`/gm)];
    assert.equal(routes.length, 7);
    for (const [, method, path] of routes) {
      const { status } = await setUp().callApi(path!, { method: method!, ...(method === 'POST' && { body: '[]' }) });
      assert.ok([200, 422].includes(status), `${path}: ${status}`);
    }
  });
});
