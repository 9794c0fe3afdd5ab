import assert from 'node:assert/strict';
import { beforeEach, describe, it, mock } from 'node:test';
import { findText } from '../../src/i18n/find-text.js';
import { messagesStore } from '../../src/i18n/messages-store.js';
import { registerMessages } from '../../src/i18n/register-messages.js';
import { resetMessages } from '../support/messages-store.js';

const closeIn = (language: string) => findText(['close'], { language }).text;

describe('registerMessages', () => {
  beforeEach(resetMessages);

  it('adds a language, in any form of its code', () => {
    registerMessages('PL', { close: 'Zamknij' });
    registerMessages('zh-hant', { close: '關閉' });
    assert.deepEqual([closeIn('pl-PL'), closeIn('zh-TW')], ['Zamknij', '關閉']);
  });

  it('adds to the texts that a language has already, and replaces those with the same key', () => {
    registerMessages('de', { close: 'Zu' });
    registerMessages('de', { done: 'Fertig.' });
    registerMessages('de', { close: 'Weg' });
    assert.deepEqual([closeIn('de'), findText(['done'], { language: 'de' }).text], ['Weg', 'Fertig.']);
    assert.equal(findText(['stuck'], { language: 'de' }).text, 'Funktioniert Junction Link hier nicht?');
  });

  for (const code of ['', ' ', 'not a code', 'de_AT', 'e', '-', null, undefined, 7, ['de'], {}]) {
    it(`refuses the code ${JSON.stringify(code) ?? 'undefined'}, and adds nothing`, () => {
      assert.throws(
        () => registerMessages(code as string, { close: 'Zu' }),
        (error) => error instanceof TypeError && /must be the code of a language, such as "pl"/.test(error.message),
      );
      assert.equal(messagesStore().languages.size, 0);
    });
  }

  it('leaves out what is no text, and says so in the console', (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    registerMessages('de', { close: 'Zu', colse: 'Zu', done: 7 } as object);
    assert.equal(closeIn('de'), 'Zu');
    assert.deepEqual(
      warn.mock.calls.map(({ arguments: [line] }) => line as string),
      [
        'junction-connect: registerMessages: "colse" is not the key of a text',
        'junction-connect: registerMessages: the value of "done" is not a text',
      ],
    );
  });

  it('says when texts were added, so that shown elements follow', () => {
    const listener = mock.fn();
    messagesStore().addEventListener('change', listener);
    registerMessages('de', { close: 'Zu' });
    assert.equal(listener.mock.callCount(), 1);
  });
});

describe('the store of texts', () => {
  beforeEach(resetMessages);

  it('belongs to all copies of the package in the page', () => {
    registerMessages('de', { close: 'Zu' });
    const shared = (globalThis as Record<symbol, unknown>)[Symbol.for('junction-connect.messages')];
    assert.equal(shared, messagesStore());
    assert.deepEqual((shared as { registered: unknown }).registered, new Map([['de', { close: 'Zu' }]]));
  });

  it('may come from another copy, which was first', () => {
    const registered = new Map([['de', { close: 'Zu' }]]);
    const languages = new Map();
    Object.assign(globalThis, {
      [Symbol.for('junction-connect.messages')]: Object.assign(new EventTarget(), { languages, registered }),
    });
    registerMessages('pl', { close: 'Zamknij' });
    assert.deepEqual([closeIn('de'), closeIn('pl'), registered.size], ['Zu', 'Zamknij', 2]);
  });

  // Each language file runs once in a process. So these tests use different ones.
  it('has the texts of a language file that came before the first use', async () => {
    await import('../../src/languages/ja.js');
    assert.equal(closeIn('ja'), '閉じる');
  });

  it('has the texts of the page before those of a file, also when the file comes later', async () => {
    registerMessages('sv', { connected: 'Klart', close: 'Bort' });
    await import('../../src/languages/sv.js');
    const source = { language: 'sv', providerName: 'Oura' };
    assert.deepEqual(
      [
        closeIn('sv'),
        findText(['connectedProvider', 'connected'], source).text,
        findText(['loading'], source).language,
      ],
      ['Bort', 'Klart', 'sv'],
    );
  });

  it('has the texts of a language file that comes later', async () => {
    assert.equal(closeIn('ko'), 'Close');
    await import('../../src/languages/ko.js');
    assert.equal(closeIn('ko'), '닫기');
  });
});
