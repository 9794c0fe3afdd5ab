import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readAnswer } from '../../src/connections/answer.js';

const provider = { provider: 'oura', name: 'Oura', logo: 'https://logo.example/a.svg' };
const connection = { ...provider, status: 'connected', since: '2026-11-27T09:00:00.000Z' };
const read = (answer: unknown) => readAnswer(JSON.stringify(answer));

describe('the answer of the connections endpoint', () => {
  it('is read as the contract has it', () => {
    const answer = {
      connections: [connection, { ...connection, provider: 'garmin', status: 'error', reason: 'unknown' }],
      available: [provider],
    };
    assert.deepEqual(read(answer), answer);
  });

  const others = [
    '',
    'null',
    '[]',
    '{}',
    '"oura"',
    '7',
    '<!doctype html>',
    '{"connections":[]}',
    '{"connections":{},"available":[]}',
    '{"connections":[],"available":null}',
  ];
  for (const text of others) it(`is no list in another form: ${text}`, () => assert.equal(readAnswer(text), undefined));

  const fields: [what: string, item: object, expected: object][] = [
    ['a name with markup', { name: '<b>Oura</b>' }, { name: '<b>Oura</b>' }],
    ['no name', { name: null }, { name: 'Oura' }],
    ['an empty name', { name: ' ' }, { name: 'Oura' }],
    ['a very long name', { name: 'x'.repeat(1000) }, { name: 'x'.repeat(100) }],
    ['a script as a logo', { logo: 'javascript:alert(1)' }, { logo: null }],
    ['markup as a logo', { logo: 'data:text/html,<script>' }, { logo: null }],
    ['a relative logo', { logo: '/oura.svg' }, { logo: null }],
    ['no logo', { logo: undefined }, { logo: null }],
    ['an unknown status', { status: 'paused' }, { status: 'error' }],
    ['a reason that is no code', { status: 'error', reason: 'Ada <ada@x>' }, { status: 'error' }],
    ['an unknown reason', { status: 'error', reason: 'new_one' }, { status: 'error', reason: 'new_one' }],
    ['a time that is none', { since: 'yesterday' }, { since: null }],
    ['a number as a time', { since: 7 }, { since: null }],
    ['a text as manageable', { manageable: 'false' }, {}],
    ['manageable: false', { manageable: false }, { manageable: false }],
    ['other fields', { external_user_id: 'ada@x' }, {}],
  ];
  for (const [what, item, expected] of fields)
    it(`is read with ${what}`, () => {
      const answer = read({ connections: [{ ...connection, ...item }], available: [{ ...provider, ...item }] });
      assert.deepEqual(answer!.connections, [{ ...connection, ...expected }]);
      const { name, logo } = { ...provider, ...expected };
      assert.deepEqual(answer!.available, [{ provider: 'oura', name, logo }]);
    });

  it('leaves out what has no slug, and what comes twice', () => {
    const items = [null, 7, {}, { provider: 'a b' }, provider, { ...provider, name: 'Second' }];
    assert.deepEqual(read({ connections: [], available: items }), { connections: [], available: [provider] });
  });

  it('is a list or nothing, whatever the endpoint answers', () => {
    const item = fc.oneof(fc.jsonValue(), fc.record({ provider: fc.oneof(fc.string(), fc.constant('oura')) }));
    const list = fc.oneof(fc.jsonValue(), fc.array(item));
    const answer = fc.oneof(fc.jsonValue(), fc.record({ connections: list, available: list }));
    fc.assert(
      fc.property(answer, (value) => {
        const found = read(value);
        if (found) assert.ok([...found.connections, ...found.available].every((each) => each.name && each.provider));
      }),
    );
  });
});
