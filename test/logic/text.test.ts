import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseProviders } from '../../src/link/configuration/provider-slugs.js';
import { cleanText } from '../../src/link/configuration/text.js';

describe('a text that an editor has changed', () => {
  const cases: [value: unknown, text: string][] = [
    [undefined, ''],
    [null, ''],
    [7, '7'],
    [Object.create(null), ''],
    ['  /token\u00a0\n', '/token'],
    ['\u200b/token\ufeff', '/token'],
    ['&nbsp;/token&nbsp;', '/token'],
    ['“/token”', '/token'],
    ['„/token“', '/token'],
    ['« /token »', '/token'],
    ['″/token″', '/token'],
    ['’/token’', '/token'],
    ['"/token"', '/token'],
    ['/token?a=1&amp;b=2', '/token?a=1&b=2'],
    ['“oura', '“oura'], // Half of a value that the HTML parser has split. It must not become a provider.
    ["it's", "it's"],
    ['', ''],
    ['"', '"'],
  ];
  cases.forEach(([value, text]) => {
    it(`reads ${JSON.stringify(value)} as ${JSON.stringify(text)}`, () => assert.equal(cleanText(value), text));
  });

  it('is kept if it has none of these changes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w/?=.:-]*$/), (text) => {
        assert.equal(cleanText(text), text);
      }),
    );
  });
});

describe('a list of providers that an editor has changed', () => {
  const cases: [value: unknown, slugs: string[]][] = [
    ['', []],
    [
      ['oura', 'fitbit'],
      ['oura', 'fitbit'],
    ],
    [' Oura,\nFITBIT\u00a0garmin, ', ['oura', 'fitbit', 'garmin']],
    ['oura&nbsp;fitbit', ['oura', 'fitbit']],
    ['“oura fitbit”', ['oura', 'fitbit']],
    ['“oura”, „fitbit“', ['oura', 'fitbit']],
    [',,', []],
  ];
  cases.forEach(([value, slugs]) => {
    it(`reads ${JSON.stringify(value)}`, () => assert.deepEqual(parseProviders(value), slugs));
  });

  it('has the same slugs whatever separates and surrounds them', () => {
    const slug = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/);
    const space = fc.stringMatching(/^[ \n\t\u00a0\u2003,]{1,4}$/);
    const quotes = fc.constantFrom('“”', '„“', '«»', '″″', "''", '""', '‘’');
    const items = fc.array(fc.tuple(slug, space, fc.option(quotes), fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(items, space, (chosen, before) => {
        const text = chosen.map(([name, after, pair, isUpperCase]) => {
          const written = isUpperCase ? name.toUpperCase() : name;
          return (pair ? pair[0] + written + pair[1] : written) + after;
        });
        assert.deepEqual(
          parseProviders(before + text.join('')),
          chosen.map(([name]) => name),
        );
      }),
    );
  });

  it('becomes a list of texts, whatever the value is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const slug of parseProviders(value)) assert.match(slug, /^[^\s,]+$/);
      }),
    );
  });
});
