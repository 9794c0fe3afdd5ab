import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { en } from '../../src/i18n/en.js';
import { findText, type TextSource } from '../../src/i18n/find-text.js';
import type { MessageKey } from '../../src/i18n/messages.js';
import { addMessages } from '../../src/i18n/messages-store.js';
import { resetMessages } from '../support/messages-store.js';

const labels: MessageKey[] = ['labelProvider', 'label'];

describe('the text that is shown', () => {
  beforeEach(resetMessages);

  const rows: [description: string, keys: MessageKey[], source: TextSource, text: string, language?: string][] = [
    ['in English', ['close'], { language: 'en' }, 'Close', 'en'],
    ['in a built-in language', ['close'], { language: 'de-CH' }, 'Schließen', 'de'],
    ['in English where a language has no texts', ['close'], { language: 'ja' }, 'Close', 'en'],
    ['in English where no language is named', ['close'], { language: '' }, 'Close', 'en'],
    ['with the name', labels, { language: 'de', providerName: 'Oura' }, 'Oura verbinden', 'de'],
    ['without a name', labels, { language: 'de' }, 'Gerät verbinden', 'de'],
    ["the page's own", ['close'], { language: 'de', own: { close: 'Weg damit' } }, 'Weg damit'],
    [
      "the page's own, with the name",
      labels,
      { language: 'de', own: { label: '{provider}? {provider}!' }, providerName: 'Oura' },
      'Oura? Oura!',
    ],
    [
      'a built-in one where the name for the own one is missing',
      labels,
      { language: 'de', own: { label: '{provider} jetzt' } },
      'Gerät verbinden',
      'de',
    ],
    ['a built-in one where the own one is empty', ['close'], { language: 'en', own: { close: ' ' } }, 'Close', 'en'],
    [
      'with a name that looks like a pattern',
      labels,
      { language: 'en', providerName: '$& {provider}' },
      'Connect $& {provider}',
      'en',
    ],
  ];
  for (const [description, keys, source, text, language] of rows) {
    it(`is ${description}`, () => assert.deepEqual(findText(keys, source), { text, language }));
  }

  it('is that of the closest language that has it', () => {
    addMessages('zh-Hant', { close: '關閉' });
    addMessages('de-AT', { close: 'Zumachen' });
    const shown = (language: string, key: MessageKey = 'close') => {
      const { text, language: code } = findText([key], { language });
      return [text, code];
    };
    assert.deepEqual(shown('zh-TW'), ['關閉', 'zh-hant']);
    assert.deepEqual(shown('zh-TW', 'done'), [en.done, 'en']);
    assert.deepEqual(shown('zh-CN'), ['Close', 'en']);
    assert.deepEqual(shown('de-AT'), ['Zumachen', 'de-at']);
    assert.deepEqual(shown('de-AT', 'done'), ['Sie können dieses Fenster schließen.', 'de']);
    assert.deepEqual(shown('de'), ['Schließen', 'de']);
  });

  it('may replace a built-in one', () => {
    addMessages('EN', { close: 'Shut' });
    assert.deepEqual(findText(['close'], { language: 'ja' }), { text: 'Shut', language: 'en' });
  });

  it('is the built-in one when the added one needs the name, and nobody knows the name', () => {
    addMessages('en', { label: '{provider}' });
    assert.deepEqual(findText(['label'], { language: 'en' }), { text: en.label, language: 'en' });
  });

  it('is empty when every text needs the name, and nobody knows the name', () => {
    assert.deepEqual(findText(['labelProvider'], { language: 'en' }), { text: '', language: undefined });
  });

  it('is an added one for any name before a built-in one for this name', () => {
    addMessages('de', { connected: 'Fertig' }, 'registered');
    const source = { language: 'de', providerName: 'Oura' };
    assert.equal(findText(['connectedProvider', 'connected'], source).text, 'Fertig');
  });

  it('is always a text without the placeholder', () => {
    const key = fc.constantFrom(...(Object.keys(en) as MessageKey[]));
    const word = fc.oneof(fc.constantFrom('{provider}', ' {provider}.', '', ' '), fc.string());
    const messages = fc.dictionary(key, word);
    const language = fc.oneof(fc.constantFrom('en', 'de-AT', 'zh-TW', '__proto__', 'constructor'), fc.string());
    const providerName = fc.option(fc.constantFrom('Oura', 'Google Health'), { nil: undefined });
    fc.assert(
      fc.property(fc.array(key), messages, messages, language, providerName, (keys, own, added, code, name) => {
        resetMessages();
        addMessages(code, added);
        const { text } = findText(keys, { own, language: code, providerName: name });
        assert.ok(!text.includes('{provider}'), text);
      }),
    );
  });
});
