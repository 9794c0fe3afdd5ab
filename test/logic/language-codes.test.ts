import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { directionOf, suitableLanguages } from '../../src/i18n/language-codes.js';

describe('the languages that suit a reader', () => {
  const rows: [code: string, languages: string[]][] = [
    ['de', ['de-latn', 'de']],
    ['de-AT', ['de-at', 'de-latn', 'de']],
    ['DE_at', ['de-at', 'de-latn', 'de']],
    [' de ', ['de-latn', 'de']],
    ['zh', ['zh-hans', 'zh']],
    ['zh-CN', ['zh-cn', 'zh-hans', 'zh']],
    ['zh-TW', ['zh-tw', 'zh-hant', 'zh']],
    ['zh-HK', ['zh-hk', 'zh-hant', 'zh']],
    ['zh-Hant', ['zh-hant', 'zh']],
    ['zh-Hant-HK', ['zh-hant-hk', 'zh-hant', 'zh']],
    ['pt-PT', ['pt-pt', 'pt-latn', 'pt']],
    ['no', ['no-latn', 'no', 'nb']],
    ['nn-NO', ['nn-no', 'nn-latn', 'nn', 'nb']],
    ['iw', ['iw-hebr', 'iw', 'he']],
    ['xx', ['xx']],
    ['', []],
    [' ', []],
    // Not codes of BCP 47, but the beginning of one of them is.
    ['de-!', ['de-!', 'de-latn', 'de']],
    ['constructor', ['constructor']],
  ];
  for (const [code, languages] of rows) {
    it(`of ${JSON.stringify(code)} are ${languages.join(', ') || 'none'}`, () =>
      assert.deepEqual(suitableLanguages(code), languages));
  }

  it('are texts in lowercase letters, whatever the code is', () => {
    const code = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype)),
    );
    fc.assert(
      fc.property(code, (text) => {
        for (const language of suitableLanguages(text)) assert.equal(language, language.toLowerCase());
      }),
    );
  });
});

describe('the direction of a language', () => {
  const rightToLeft = ['ar', 'he', 'iw', 'fa', 'ur', 'yi', 'ckb', 'dv', 'ar-EG', 'az-Arab', 'uz-arab', 'AR'];
  const leftToRight = ['en', 'de-AT', 'ja', 'zh-hant', 'hi', 'az', 'ar-Latn', '', 'x', 'not a code', '__proto__'];
  for (const code of rightToLeft) it(`is rtl for "${code}"`, () => assert.equal(directionOf(code), 'rtl'));
  for (const code of leftToRight) it(`is ltr for "${code}"`, () => assert.equal(directionOf(code), 'ltr'));
});
