/** Attributes and addresses of any length. A comment in a page may have them, and they must not block the page. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { readConnection } from '../../src/element/connection.js';
import { lookOf } from '../../src/element/look.js';
import { directionOf, suitableLanguages } from '../../src/i18n/language-codes.js';
import { readMessages } from '../../src/i18n/read-messages.js';
import type { Configuration, SettingName } from '../../src/link/configuration/configuration.js';
import { configurePage } from '../../src/link/configuration/page-settings.js';
import { providerLines } from '../../src/link/configuration/provider-lines.js';
import { shorten, withoutUserInfo } from '../../src/link/configuration/text.js';
import { findConfigurationErrors } from '../../src/link/launch-settings.js';
import { isLinkAddress } from '../../src/link/link-location.js';
import type { Platform } from '../../src/link/platform.js';
import { identifyElement } from '../../src/link/return/element-identity.js';
import { readReturn, restoreAddress, returnRequestFields } from '../../src/link/return/return-address.js';
import { showsSomething } from '../../src/element/visible-content.js';
import { newConfiguration, resetPageSettings } from '../support/configuration.js';

const origin = 'https://shop.example';
const self = { origin };
const platform = {
  document: { baseURI: `${origin}/account/` },
  location: { href: `${origin}/account/` },
  self,
  parent: self,
  globalThis: {},
} as unknown as Platform;

/** Texts that take much time when a function reads each part of them again and again. `many` repeats a text up to the length. */
const texts: Record<string, (many: (text: string) => string) => string> = {
  'letters behind a colon': (many) => `ftp:${many('a')}`,
  'signs of a user name': (many) => `ftp:${many('a@')}@`,
  slashes: (many) => many('/'),
  'steps to the folder above': (many) => `/${many('../')}`,
  'quotation marks': (many) => `"${many("'")}`,
  'an open quotation': (many) => `“${many('a ')}`,
  'white space': (many) => `a${many(' ')}a`,
  'white space of editors': (many) => `a${many('&nbsp;\u200b')}a`,
  commas: (many) => `a${many(',')}a`,
  slugs: (many) => many('fitbit, '),
  hyphens: (many) => `de${many('-a')}`,
  'many parameters': (many) => `/?${many('a=1&')}`,
  'many reserved parameters': (many) => `/?${many('state[]=1&')}`,
  'many sessions': (many) => `/?${many('junction_session=1&')}`,
  'many question marks': (many) => `/?junction_session=1${many('?')}#${many('?a')}`,
  'a long session': (many) => `/?junction_session=${many('a')}#${many('#')}`,
  'a long name of a parameter': (many) => `/?${many('[')}=${many('%E4')}`,
  'open brackets': (many) => many('{"a":['),
  'many keys': (many) => `{${many('"key":1,')}"last":1}`,
  braces: (many) => many('{provider'),
};

let calls = 0;

/** What the element does with the text of an attribute, with the address of a page, and with the language of a page. */
const functions: Record<string, (text: string) => unknown> = {
  withoutUserInfo,
  shorten,
  findConfigurationErrors: (text) => {
    const names = Object.keys(newConfiguration()) as SettingName[];
    const all = Object.fromEntries(names.map((name) => [name, text])) as unknown as Configuration;
    return findConfigurationErrors(all, () => 'placeholder', platform);
  },
  providerLines: (text) => providerLines(newConfiguration({ providers: text })),
  identifyElement: (text) => {
    const element = { ...newConfiguration({ tokenEndpoint: text, successUrl: text, providers: text }), id: text };
    return identifyElement(element, [element], '42', platform);
  },
  configurePage: (text) => configurePage({ tokenEndpoints: [text] }),
  readReturn: (text) => readReturn(origin + text),
  restoreAddress: (text) => restoreAddress(origin + text),
  returnRequestFields: (text) => returnRequestFields('42', { returnUrl: text }, platform),
  isLinkAddress: (text) => isLinkAddress(new URL(text, origin)),
  readMessages,
  readConnection,
  lookOf: (text) => lookOf(text, text),
  suitableLanguages: (text) => suitableLanguages(`${text}${(calls += 1)}`), // It keeps the result of each text.
  directionOf,
  showsSomething: (text) => showsSomething({ nodeType: 3, textContent: text } as Node),
};

/** Returns the time that the function takes, in milliseconds. An error is a result, too. */
function timeOf(work: (text: string) => unknown, text: string): number {
  const start = performance.now();
  try {
    work(text);
  } catch {
    // The text is wrong.
  }
  return performance.now() - start;
}

/** Returns true if one of a few runs takes less than a time. Other programs may slow down a run. */
const takesLessThan = (limitMs: number, work: (text: string) => unknown, text: string): boolean =>
  [1, 2, 3].some(() => timeOf(work, text) < limitMs);

describe('a long attribute or address', () => {
  beforeEach(resetPageSettings);

  for (const [what, write] of Object.entries(texts)) {
    it(`is read in a time that grows with its length: ${what}`, () => {
      const textOf = (length: number) => write((text) => text.repeat(length / text.length));
      for (const [name, work] of Object.entries(functions)) {
        // Other programs run at the same time, so a short time says nothing.
        const baseMs = Math.max(timeOf(work, textOf(50_000)), 20);
        // The limit lies between a time that grows with the length and one that grows with its square. The first factor stops a
        // wrong function before the second one takes minutes.
        for (const factor of [4, 20])
          assert.ok(
            takesLessThan(baseMs * factor ** 1.5, work, textOf(50_000 * factor)),
            `${name}: ${factor} times the length`,
          );
      }
    });
  }

  it('is quoted in a message only with its beginning', () => {
    for (const write of Object.values(texts)) {
      const text = write((part) => part.repeat(5000));
      const names = Object.keys(newConfiguration()) as SettingName[];
      const all = Object.fromEntries(names.map((name) => [name, text])) as unknown as Configuration;
      for (const source of ['page', 'element', 'placeholder'] as const)
        for (const { message } of findConfigurationErrors(all, () => source, platform).values())
          assert.ok(message.length < 1000, message.slice(0, 1000));
      assert.ok(readMessages(text).problems.join().length < 1000);
      assert.throws(
        () => configurePage({ allowedOrigins: [text] }),
        ({ message }: Error) => message.length < 1000,
      );
    }
  });

  it('is quoted as a whole when it has up to 200 characters', () => {
    assert.equal(shorten('a'.repeat(200)), 'a'.repeat(200));
    assert.equal(shorten('a'.repeat(201)), `${'a'.repeat(200)}…`);
  });
});

describe('an address without its user name', () => {
  const rows: [address: string, without: string][] = [
    ['', ''],
    ['@', ''],
    ['/a', '/a'],
    ['a@b@c', 'c'],
    ['ftp:ada:secret@a', 'a'],
    ['ftp://ada:secret@a/?q=b@c', 'ftp://a/?q=b@c'],
    ['ftp://a:b@c:d@e/f@g', 'ftp://e/f@g'],
    ['http:\\\\ada:secret@a', 'a'],
    ['//a?b@c#d@e', '//a?c#d@e'],
  ];
  for (const [address, without] of rows)
    it(`is ${JSON.stringify(without)} for ${JSON.stringify(address)}`, () =>
      assert.equal(withoutUserInfo(address), without));
});
