import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { readCsrfHeader } from '../../src/link/configuration/csrf-header.js';
import { configurePage, type PageSettings } from '../../src/link/configuration/page-settings.js';
import type { SettingSource } from '../../src/link/configuration/setting-source.js';
import { readNextPage, readTokenEndpoint } from '../../src/link/configuration/trusted-url.js';
import type { Platform } from '../../src/link/platform.js';
import { newConfiguration, resetPageSettings } from '../support/configuration.js';

const origin = 'https://shop.example';
const page = { document: { baseURI: `${origin}/account/` }, self: { origin } } as unknown as Platform;

const evil = 'https://evil.example/t';
const api = 'https://api.example.com/link-token';
const list = { tokenEndpoints: ['/api/link-token', api] };
const allowed = { allowedOrigins: ['https://api.example.com'] };

/** The address that is accepted, or a part of the advice in the error. */
type Expected = { readonly url: string } | { readonly advice: string };
const accepts = (url: string): Expected => ({ url });
const refuses = (advice: string): Expected => ({ advice });

function check(read: () => string | undefined, expected: Expected): void {
  if ('url' in expected) return assert.equal(read(), expected.url);
  assert.throws(read, (error: { code: string; message: string }) => {
    assert.equal(error.code, 'configuration_invalid');
    assert.ok(error.message.includes(expected.advice), error.message);
    return true;
  });
}

beforeEach(resetPageSettings);

describe('the token endpoint', () => {
  const listLine = (address: string) =>
    `data-token-endpoints="${address}" to the script tag of junction-connect, or call configurePage({ tokenEndpoints: ['${address}'] })`;
  const originLine = (address: string) =>
    `data-allowed-origins="${address}" to the script tag of junction-connect, or call configurePage({ allowedOrigins: ['${address}'] })`;

  const rows: [source: SettingSource, settings: PageSettings, value: string, expected: Expected][] = [
    // A script of the page may name any endpoint.
    ['page', {}, '/api/link-token', accepts(`${origin}/api/link-token`)],
    ['page', {}, evil, accepts(evil)],
    ['page', list, '/other', accepts(`${origin}/other`)],
    // Without a list, an element in markup may name any endpoint of the page's own origin.
    ['element', {}, '/uploads/a.json', accepts(`${origin}/uploads/a.json`)],
    ['element', {}, 'link-token', accepts(`${origin}/account/link-token`)],
    ['element', {}, `${origin}/t`, accepts(`${origin}/t`)],
    ['element', {}, evil, refuses(originLine('https://evil.example'))],
    ['element', {}, '//evil.example/t', refuses(originLine('https://evil.example'))],
    ['element', {}, '\\\\evil.example/t', refuses(originLine('https://evil.example'))],
    ['element', {}, 'http://shop.example/t', refuses(originLine('http://shop.example'))],
    ['element', {}, 'https://shop.example:8443/t', refuses(originLine('https://shop.example:8443'))],
    ['element', {}, 'https://shop.example.evil.example/t', refuses('data-allowed-origins')],
    ['element', {}, 'https://shop.example@evil.example/t', refuses('without a user name')],
    // With a list, it may name only an endpoint of the list.
    ['element', list, '/api/link-token', accepts(`${origin}/api/link-token`)],
    ['element', list, api, accepts(api)],
    ['element', list, '/uploads/a.json', refuses(listLine('/uploads/a.json'))],
    ['element', list, '/api/link-token?as=admin', refuses(listLine('/api/link-token?as=admin'))],
    ['element', list, '/api/link-token/', refuses(listLine('/api/link-token/'))],
    ['element', list, '/API/link-token', refuses(listLine('/API/link-token'))],
    ['element', list, evil, refuses(originLine('https://evil.example'))],
    // An allowed origin may be named, too.
    ['element', allowed, api, accepts(api)],
    ['element', allowed, '/api/link-token', accepts(`${origin}/api/link-token`)],
    ['element', allowed, evil, refuses('data-allowed-origins')],
    // A placeholder may name only an endpoint of the list.
    ['placeholder', {}, '/api/link-token', refuses(listLine('/api/link-token'))],
    ['placeholder', {}, evil, refuses(listLine(evil))],
    ['placeholder', allowed, api, refuses(listLine(api))],
    ['placeholder', list, '/api/link-token', accepts(`${origin}/api/link-token`)],
    ['placeholder', list, '/api/../api/link-token', accepts(`${origin}/api/link-token`)],
    ['placeholder', list, `${origin}/api/link-token#part`, accepts(`${origin}/api/link-token#part`)],
    ['placeholder', list, '/uploads/a.json', refuses(listLine('/uploads/a.json'))],
    ['placeholder', list, '/api/link-token?', refuses(listLine('/api/link-token?'))],
    // If the element names none, the first of the list is used.
    ['placeholder', list, '', accepts(`${origin}/api/link-token`)],
    ['element', list, ' ', accepts(`${origin}/api/link-token`)],
    ['page', list, '', accepts(`${origin}/api/link-token`)],
    ['placeholder', {}, '', refuses('data-token-endpoints')],
    ['element', {}, '', refuses('data-token-endpoints')],
    ['element', allowed, '', refuses('data-token-endpoints')],
  ];
  rows.forEach(([source, settings, tokenEndpoint, expected]) => {
    const verb = 'url' in expected ? 'accepts' : 'refuses';
    it(`${verb} "${tokenEndpoint}" from ${source}, with ${JSON.stringify(settings)}`, () => {
      configurePage(settings);
      check(() => readTokenEndpoint(newConfiguration({ tokenEndpoint }), () => source, page).href, expected);
    });
  });

  it('of a page without an origin, such as a file, must be listed or allowed', () => {
    const file = { document: { baseURI: 'file:///home/page.html' }, self: { origin: 'null' } } as unknown as Platform;
    const read = () => readTokenEndpoint(newConfiguration({ tokenEndpoint: api }), () => 'element', file).href;
    check(read, refuses('data-allowed-origins'));
    configurePage(allowed);
    check(read, accepts(api));
  });

  it('is compared with the list after both were resolved, when a script has changed the address of the page', () => {
    configurePage({ tokenEndpoints: ['link-token'] });
    const other = { document: { baseURI: `${origin}/devices/` }, self: { origin } } as unknown as Platform;
    const configuration = newConfiguration({ tokenEndpoint: 'link-token' });
    for (const platform of [page, other]) {
      const { href } = new URL('link-token', platform.document.baseURI);
      check(() => readTokenEndpoint(configuration, () => 'placeholder', platform).href, accepts(href));
    }
  });
});

describe('a next page', () => {
  const rows: [source: SettingSource, settings: PageSettings, value: string, expected: Expected][] = [
    ['page', {}, evil, accepts(evil)],
    ['element', {}, '/thanks', accepts(`${origin}/thanks`)],
    ['placeholder', {}, '/thanks?a=1#b', accepts(`${origin}/thanks?a=1#b`)],
    ['element', {}, evil, refuses('data-allowed-origins="https://evil.example"')],
    ['placeholder', {}, evil, refuses("configurePage({ allowedOrigins: ['https://evil.example'] })")],
    ['placeholder', {}, '//evil.example', refuses('data-allowed-origins')],
    ['element', {}, 'http://shop.example/', refuses('data-allowed-origins')],
    ['placeholder', list, api, refuses('data-allowed-origins')],
    ['element', allowed, 'https://api.example.com/thanks', accepts('https://api.example.com/thanks')],
    ['placeholder', allowed, 'https://api.example.com/thanks', accepts('https://api.example.com/thanks')],
    ['placeholder', allowed, 'https://www.api.example.com/', refuses('data-allowed-origins')],
    ['element', {}, 'javascript:alert(1)', refuses('an http(s) URL')],
  ];
  for (const type of ['success', 'exit', 'error'] as const) {
    rows.forEach(([source, settings, value, expected]) => {
      const verb = 'url' in expected ? 'accepts' : 'refuses';
      it(`${verb} ${type}-url="${value}" from ${source}, with ${JSON.stringify(settings)}`, () => {
        configurePage(settings);
        const configuration = newConfiguration({ [`${type}Url`]: value });
        const sources: string[] = [];
        const sourceOf = (setting: keyof Configuration) => {
          sources.push(setting);
          return source;
        };
        check(() => readNextPage(configuration, type, sourceOf, page)?.href, expected);
        assert.deepEqual(
          [...new Set(sources)].filter((setting) => setting !== `${type}Url`),
          [],
        );
      });
    });
  }
});

describe('the header of a CSRF token', () => {
  const rows: [value: unknown, fromMarkup: Expected, fromPage: Expected][] = [
    ['', accepts('X-CSRF-Token'), accepts('X-CSRF-Token')],
    [undefined, accepts('X-CSRF-Token'), accepts('X-CSRF-Token')],
    ['X-CSRFToken', accepts('X-CSRFToken'), accepts('X-CSRFToken')],
    ['x-xsrf-token', accepts('x-xsrf-token'), accepts('x-xsrf-token')],
    ['anti-CsRf', accepts('anti-CsRf'), accepts('anti-CsRf')],
    ['X-WP-Nonce', accepts('X-WP-Nonce'), accepts('X-WP-Nonce')],
    ['x-wp-nonce', accepts('x-wp-nonce'), accepts('x-wp-nonce')],
    ['RequestVerificationToken', accepts('RequestVerificationToken'), accepts('RequestVerificationToken')],
    ['X-RequestVerificationToken', accepts('X-RequestVerificationToken'), accepts('X-RequestVerificationToken')],
    ['X-HTTP-Method-Override', refuses('csrf or xsrf'), accepts('X-HTTP-Method-Override')],
    ['Authorization', refuses('property csrfHeader'), accepts('Authorization')],
    ['X-WP-Nonce-2', refuses('csrf or xsrf'), accepts('X-WP-Nonce-2')],
    ['Not-X-WP-Nonce', refuses('<junction-connect csrf-header="Not-X-WP-Nonce">'), accepts('Not-X-WP-Nonce')],
    ['RequestVerificationToken2', refuses('csrf or xsrf'), accepts('RequestVerificationToken2')],
    ['Y-RequestVerificationToken', refuses('csrf or xsrf'), accepts('Y-RequestVerificationToken')],
    ['X CSRF', refuses('csrf-header="X CSRF">: expected the name of a header'), refuses('the name of a header')],
    ['csrf\nX-A', refuses('the name of a header'), refuses('the name of a header')],
  ];
  rows.forEach(([csrfHeader, fromMarkup, fromPage]) => {
    it(`named ${JSON.stringify(csrfHeader)} ${'url' in fromMarkup ? 'is accepted' : 'is refused from markup'}`, () => {
      const read = (source: SettingSource) =>
        readCsrfHeader(newConfiguration({ csrfHeader }), (setting) => {
          assert.equal(setting, 'csrfHeader');
          return source;
        });
      check(() => read('element'), fromMarkup);
      check(() => read('placeholder'), fromMarkup);
      check(() => read('page'), fromPage);
    });
  });
});
