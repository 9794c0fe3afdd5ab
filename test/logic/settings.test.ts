import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { readKeyword, readMode } from '../../src/link/configuration/configuration.js';
import { nextPageReaders, readOutcomeSettings } from '../../src/link/configuration/outcome-settings.js';
import { readAllSettings } from '../../src/link/configuration/setting-readers.js';
import { readUrl } from '../../src/link/configuration/url.js';
import { readLaunchSettings } from '../../src/link/launch-settings.js';
import type { Platform } from '../../src/link/platform.js';
import { newConfiguration, resetPageSettings } from '../support/configuration.js';

const origin = 'https://shop.example';
const pageAt = (baseURI: string) => ({ document: { baseURI }, self: { origin } }) as unknown as Platform;
const page = pageAt(`${origin}/account/`);

beforeEach(resetPageSettings);

describe('a setting that is a keyword', () => {
  const rows: [value: unknown, mode: string][] = [
    ['', 'auto'],
    [undefined, 'auto'],
    ['auto', 'auto'],
    ['embed', 'embed'],
    ['popup', 'popup'],
    ['redirect', 'redirect'],
    [' “Popup” ', 'popup'],
  ];
  rows.forEach(([value, mode]) => {
    it(`is ${mode} for ${JSON.stringify(value)}`, () =>
      assert.equal(readMode(newConfiguration({ mode: value })), mode));
  });

  it('is refused with a list of the keywords when it is another one', () => {
    assert.throws(() => readMode(newConfiguration({ mode: 'Window' })), {
      code: 'configuration_invalid',
      message: '<junction-connect mode="window">: expected auto or embed or popup or redirect',
    });
    assert.throws(() => readKeyword(newConfiguration({ env: 'live' }), 'env', 'production', 'sandbox'), {
      message: '<junction-connect env="live">: expected production or sandbox',
    });
  });
});

describe('a setting that is an address', () => {
  it('may be relative to the document', () => {
    assert.equal(readUrl('exit-url', 'bye?a=1', page).href, `${origin}/account/bye?a=1`);
    assert.equal(readUrl('exit-url', '/bye', page).href, `${origin}/bye`);
  });

  it('does not get the password with which the page was opened', () => {
    const withPassword = pageAt('https://ada:secret@shop.example/account/');
    assert.equal(readUrl('exit-url', 'bye', withPassword).href, `${origin}/account/bye`);
  });

  it('can be absolute in a document without an address', () => {
    for (const baseURI of ['about:srcdoc', '']) {
      assert.equal(readUrl('exit-url', `${origin}/bye`, pageAt(baseURI)).href, `${origin}/bye`);
      assert.throws(() => readUrl('exit-url', '/bye', pageAt(baseURI)), /expected an http\(s\) URL/);
    }
  });

  const refused: [value: string, message: string][] = [
    ['', 'exit-url="">: expected an http(s) URL'],
    [' ', 'exit-url="">: expected an http(s) URL'],
    ['https://', 'exit-url="https://">: expected an http(s) URL'],
    ['mailto:a', 'exit-url="mailto:a">: expected an http(s) URL'],
    ['xhttp://a', 'exit-url="xhttp://a">: expected an http(s) URL'],
    ['https://ada:secret@', 'exit-url="https://">: expected an http(s) URL'],
    ['ftp://ada:secret@a/?q=b@c', 'exit-url="ftp://a/">: expected an http(s) URL'],
    ['https://ada@a/', 'exit-url="https://a/">: expected this URL without a user name and a password'],
    ['https://:secret@a/', 'exit-url="https://a/">: expected this URL without a user name and a password'],
  ];
  refused.forEach(([value, message]) => {
    it(`is refused, without its password, when it is "${value}"`, () => {
      assert.throws(() => readUrl('exit-url', value, page), {
        code: 'configuration_invalid',
        message: `<junction-connect ${message}`,
      });
    });
  });
});

describe('the settings for an outcome', () => {
  it('are the provider, and the addresses that are valid and trusted', () => {
    const configuration = newConfiguration({
      provider: ' OURA ',
      successUrl: '/thanks',
      exitUrl: 'javascript:alert(1)',
      errorUrl: 'https://evil.example/',
    });
    const { provider, nextPages } = readOutcomeSettings(configuration, () => 'element', page);
    assert.equal(provider, 'oura');
    assert.deepEqual(nextPages, { success: new URL(`${origin}/thanks`), exit: undefined, error: undefined });
  });

  it('are null and undefined when the attributes are empty', () => {
    const { provider, nextPages } = readOutcomeSettings(newConfiguration(), () => 'element', page);
    assert.equal(provider, null);
    assert.deepEqual(nextPages, { success: undefined, exit: undefined, error: undefined });
  });

  for (const type of ['success', 'exit', 'error'] as const) {
    it(`are refused before a launch when ${type}-url is not trusted`, () => {
      const configuration = newConfiguration({ [`${type}Url`]: 'https://evil.example/' });
      assert.throws(() => readAllSettings(nextPageReaders, configuration, () => 'element', page), {
        code: 'configuration_invalid',
        message: new RegExp(`${type}-url="https://evil.example/">: expected a page of this origin`),
      });
      assert.doesNotThrow(() => readAllSettings(nextPageReaders, configuration, () => 'page', page));
    });
  }
});

describe('the time for the last screen', () => {
  const read = (lastScreen: unknown) => {
    const configuration = newConfiguration({ lastScreen: lastScreen as number });
    return readLaunchSettings(configuration, () => 'page', page).lastScreenMs;
  };

  const rows: [value: unknown, milliseconds: number][] = [
    [0, 0],
    ['0', 0],
    [1, 1],
    ['2000', 2000],
    [' “2000” ', 2000],
    ['1e3', 1000],
    ['', 4000],
    [null, 4000],
    [undefined, 4000],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 31, 2 ** 31 - 1], // A longer timer would end at once.
    [Number.MAX_SAFE_INTEGER, 2 ** 31 - 1],
  ];
  rows.forEach(([value, milliseconds]) => {
    it(`is ${milliseconds} ms for ${JSON.stringify(value)}`, () => assert.equal(read(value), milliseconds));
  });

  for (const value of ['abc', NaN, -1, '-1', Infinity, 'Infinity', {}, '2s']) {
    it(`is refused when it is ${typeof value === 'number' ? value : JSON.stringify(value)}`, () => {
      assert.throws(() => read(value), {
        code: 'configuration_invalid',
        // The attribute of a property that is NaN has another text.
        message: `<junction-connect last-screen${Number.isNaN(value) ? '' : `="${value as string}"`}>: expected 0 or more milliseconds`,
      });
    });
  }
});
