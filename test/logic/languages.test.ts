import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { connectionsLanguages } from '../../src/i18n/connections/languages.js';
import type { ConnectionsTexts } from '../../src/i18n/connections/messages.js';
import { languages } from '../../src/i18n/languages.js';
import type { Messages, TextKey } from '../../src/i18n/messages.js';
import { messagesStore } from '../../src/i18n/messages-store.js';
import { resetMessages } from '../support/messages-store.js';
import { root } from '../support/root.js';

const folder = join(root, 'src/languages');
const fileCodes = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

/** The texts of both elements in one language. */
type AllTexts = Messages & ConnectionsTexts;

/** The texts of both elements in each language that is built in. */
const builtIn = new Map(
  Object.entries(languages).map(([code, messages]) => [code, { ...messages, ...connectionsLanguages[code]! }]),
);
const en = builtIn.get('en')!;
const keys = Object.keys(en) as TextKey[];
const placeholdersIn = (text: string) => [...text.matchAll(/\{.*?\}/g)].map(([placeholder]) => placeholder).sort();

/** The texts of a file in `src/languages`. Each file adds its texts to the store when it is imported. */
const textsOfFiles = new Map<string, AllTexts>();

before(async () => {
  for (const code of fileCodes) {
    resetMessages();
    await import(join(folder, `${code}.ts`));
    const [[added, messages] = [], ...others] = messagesStore().languages;
    assert.deepEqual([added, others], [code.toLowerCase(), []], `${code}.ts adds the texts of one language, its own`);
    textsOfFiles.set(code, messages as AllTexts);
  }
  resetMessages();
});

describe('the languages', () => {
  it('are those that the documentation names', () => {
    const builtInCodes = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'];
    assert.deepEqual(Object.keys(languages), builtInCodes);
    assert.deepEqual(Object.keys(connectionsLanguages), builtInCodes);
    const expected = 'ar cs da fi he hi ja ko nb pl pt-PT sv tr uk zh-Hans zh-Hant'.split(' ');
    assert.deepEqual(fileCodes.toSorted(), expected);
  });

  for (const code of [...builtIn.keys(), ...fileCodes]) {
    describe(code, () => {
      const messages = () => builtIn.get(code) ?? textsOfFiles.get(code)!;

      it('has a text for every key, and no others', () => {
        assert.deepEqual(Object.keys(messages()), keys);
        for (const key of keys) assert.ok(messages()[key].trim() === messages()[key] && messages()[key], key);
      });

      it('has the placeholders of the English texts', () => {
        for (const key of keys) assert.deepEqual(placeholdersIn(messages()[key]), placeholdersIn(en[key]), key);
      });

      it('has no straight quotation marks and no markup', () => {
        for (const key of keys) assert.doesNotMatch(messages()[key], /['"<>&]/, key);
      });

      it('has a text of its own for each thing that a person can do', () => {
        const keysOf = new Map<string, TextKey[]>();
        for (const key of keys) keysOf.set(messages()[key], [...(keysOf.get(messages()[key]) ?? []), key]);
        const equal = [...keysOf.values()].filter(({ length }) => length > 1);
        // Both of these open hosted Link in a window.
        assert.ok(equal.length === 0 || equal.join() === 'openLink,continueInWindow', equal.join(' and '));
      });

      // A person who controls the browser by voice says the words on a button. The browser looks for them in its name.
      const names: [name: TextKey, shown: TextKey][] = [
        ['connections.disconnectProvider', 'connections.disconnect'],
        ['labelProvider', 'connections.connect'],
      ];
      for (const [name, shown] of names) {
        it(`has the words of ${shown} in ${name}`, () => {
          const wordsOf = (key: TextKey) => messages()[key].toLocaleLowerCase(code);
          for (const word of wordsOf(shown).split(' ')) {
            assert.ok(wordsOf(name).includes(word), `“${messages()[name]}” must have the word “${word}”`);
          }
        });
      }
    });
  }
});

describe('a file in src/languages', () => {
  for (const code of fileCodes) {
    const source = readFileSync(join(folder, `${code}.ts`), 'utf8');

    it(`has the code ${code} in its name and in its text, in the form of BCP 47`, () => {
      assert.deepEqual(Intl.getCanonicalLocales(code), [code]);
      assert.equal(/^addMessages\('(.*)', \{$/m.exec(source)?.[1], code);
    });

    it(`says whether a native speaker has read it: ${code}`, () => {
      assert.match(
        source,
        /^\/\/ (No native speaker has read these texts yet\. .*CONTRIBUTING\.md|Read by a native speaker: .+\.)/m,
      );
    });
  }
});

describe('the texts', () => {
  /** Returns all texts of a built-in language. */
  const textsOf = (code: string) => Object.values(builtIn.get(code)!).join('\n');

  const corrections: [code: string, key: TextKey, pattern: RegExp][] = [
    ['es', 'unavailable', /con el servicio de asistencia de este sitio web/],
    ['nl', 'unavailable', /helpdesk/],
    ['nl', 'linkedElsewhere', /helpdesk/],
    ['de', 'opening', /^Hier wird Junction Link geöffnet, damit Sie Ihr Gerät verbinden können\.$/],
    ['fr', 'unavailable', /^Indisponible\. /],
    ['fr', 'opening', /s’ouvre/],
    ['pt', 'done', /^Você pode/],
  ];
  for (const [code, key, pattern] of corrections) {
    it(`have the corrected words: ${code}, ${key}`, () => assert.match(builtIn.get(code)![key], pattern));
  }

  it('speak to the person in the familiar form in Italian', () => {
    const formal = /\b(Lei|Suo|Sua|Suoi|Sue|può|riprovi|contatti|controlli|acceda|usi|chiuda)\b/i;
    assert.doesNotMatch(textsOf('it'), formal);
    assert.match(textsOf('it'), /\b(Puoi|tuo|Riprova)\b/);
  });

  it('in Portugal are not those of Brazil', () => {
    const european = Object.values(textsOfFiles.get('pt-PT')!).join('\n');
    assert.doesNotMatch(european, /\b(Você|usuário|suporte|Abrindo)\b/i);
    assert.match(textsOf('pt'), /\busuário\b/);
    assert.match(european, /\butilizador\b/);
  });
});
