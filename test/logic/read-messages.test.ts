import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { en } from '../../src/i18n/en.js';
import { readMessages } from '../../src/i18n/read-messages.js';

const noObject = /^expected an object of texts, such as \{ "label": "Connect a watch" \}$/;

describe('the texts of a page', () => {
  const rows: [value: unknown, messages: object, problems?: RegExp[]][] = [
    [undefined, {}],
    [null, {}],
    ['', {}],
    [' \n', {}],
    [{}, {}],
    ['{}', {}],
    ['null', {}],
    [{ label: 'Go' }, { label: 'Go' }],
    ['{ "label": "Go", "close": "" }', { label: 'Go', close: '' }],
    [{ label: '<b>Go</b>' }, { label: '<b>Go</b>' }],
    [{ label: undefined, close: null }, {}],
    [{ lable: 'Go', close: 'Shut' }, { close: 'Shut' }, [/^"lable" is not the key of a text$/]],
    [{ label: 7 }, {}, [/^the value of "label" is not a text$/]],
    [{ label: ['Go'] }, {}, [/^the value of "label" is not a text$/]],
    [{ a: '1', b: 2 }, {}, [/^"a" is not the key/, /^"b" is not the key/]],
    [{ ['x'.repeat(100)]: '' }, {}, [/^"x{40}" is not the key of a text$/]],
    ['{ "__proto__": "Go" }', {}, [/^"__proto__" is not the key of a text$/]],
    [{ toString: 'Go' }, {}, [/^"toString" is not the key of a text$/]],
    ['Go', {}, [noObject]],
    ['{ label: "Go" }', {}, [noObject]],
    ['"Go"', {}, [noObject]],
    ['7', {}, [noObject]],
    ['[]', {}, [noObject]],
    [['Go'], {}, [noObject]],
    [7, {}, [noObject]],
    [true, {}, [noObject]],
    [() => ({}), {}, [noObject]],
    [
      { connections: { empty: 'Nothing' }, close: 'Shut' },
      { 'connections.empty': 'Nothing', close: 'Shut' },
    ],
    ['{ "connections": { "empty": "Nothing" } }', { 'connections.empty': 'Nothing' }],
    [{ connections: { future: 'Text' } }, { 'connections.future': 'Text' }],
    [{ connections: { empty: 7, retry: null } }, {}, [/^the value of "connections.empty" is not a text$/]],
    [{ connections: null, close: 'Shut' }, { close: 'Shut' }, [/^"connections" is not the key of a text$/]],
    [{ connections: 'Go' }, {}, [/^"connections" is not the key of a text$/]],
    [{ connections: { connections: { empty: 'Go' } } }, {}, [/^the value of "connections.connections" is not a text$/]],
  ];
  for (const [value, messages, problems = []] of rows) {
    it(`are ${JSON.stringify(messages)} in ${JSON.stringify(value) ?? String(value)}`, () => {
      const read = readMessages(value);
      assert.deepEqual(read.messages, messages);
      assert.equal(read.problems.length, problems.length, read.problems.join());
      problems.forEach((problem, index) => assert.match(read.problems[index]!, problem));
    });
  }

  it('are known keys with texts, whatever the value is', () => {
    const key = fc.oneof(fc.constantFrom(...Object.keys(en), 'connections', '__proto__', 'constructor'), fc.string());
    const value = fc.oneof(
      fc.anything({ withNullPrototype: true, withMap: true }),
      fc.json(),
      fc.dictionary(key, fc.anything()),
    );
    fc.assert(
      fc.property(value, (given) => {
        for (const [name, text] of Object.entries(readMessages(given).messages))
          assert.ok((name in en || name.startsWith('connections.')) && typeof text === 'string');
      }),
    );
  });
});
