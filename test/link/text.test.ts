import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { parseProviders } from '../../src/link/configuration/provider-slugs.js';
import { textOf } from '../../src/link/configuration/text.js';

describe('text as it comes out of editors', () => {
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
    ['“oura', '“oura'], // Half of a value: the parser had the rest. It is no provider, and is told to be none.
    ["it's", "it's"],
    ['', ''],
    ['"', '"'],
  ];
  cases.forEach(([value, text]) => {
    it(`reads ${JSON.stringify(value)} as ${JSON.stringify(text)}`, () => expect(textOf(value)).to.equal(text));
  });

  it("leaves what is no editor's as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w/?=.:-]*$/), (text) => {
        expect(textOf(text)).to.equal(text);
      }),
    );
  });
});

describe('a list of providers as it comes out of editors', () => {
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
    it(`reads ${JSON.stringify(value)}`, () => expect(parseProviders(value)).to.deep.equal(slugs));
  });

  it('has the same slugs whatever stands between and around them', () => {
    const slug = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/);
    const space = fc.stringMatching(/^[ \n\t\u00a0\u2003,]{1,4}$/);
    const quotes = fc.constantFrom('“”', '„“', '«»', '″″', "''", '""', '‘’');
    const mangled = fc.array(fc.tuple(slug, space, fc.option(quotes), fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(mangled, space, (items, before) => {
        const text = items.map(([name, after, pair, isLoud]) => {
          const written = isLoud ? name.toUpperCase() : name;
          return (pair ? pair[0] + written + pair[1] : written) + after;
        });
        expect(parseProviders(before + text.join(''))).to.deep.equal(items.map(([name]) => name));
      }),
    );
  });

  it('is a list of texts, whatever a stranger sends', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const slug of parseProviders(value)) expect(slug).to.match(/^[^\s,]+$/);
      }),
    );
  });
});
