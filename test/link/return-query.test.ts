import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { JunctionConnectError } from '../../src/link/errors.js';
import type { Platform } from '../../src/link/platform.js';
import { readAppendedParameters, readReturnQuery, returnRequestFields } from '../../src/link/return/return-query.js';
import { newConfiguration } from '../support/configuration.js';

/** Returns a page at an address. */
function pageAt(href: string): Platform {
  const { origin } = new URL(href);
  return { location: { href }, self: { origin }, document: { baseURI: href } } as unknown as Platform;
}

const redirectUrl = (href: string, returnUrl = '') =>
  returnRequestFields('42', newConfiguration({ returnUrl }), pageAt(href)).redirect_url;

describe('the address that hosted Link returns to', () => {
  const addresses: [page: string, returnUrl: string, address: string][] = [
    ['https://shop.example/', '', 'https://shop.example/?junction_session=42'],
    ['https://shop.example/a?b=%20c&d#e', '', 'https://shop.example/a?b=%20c&d&junction_session=42#e'],
    ['https://shop.example/a?b=1', 'done', 'https://shop.example/done?junction_session=42'],
    ['https://shop.example/a', '/done?x=1#y', 'https://shop.example/done?x=1&junction_session=42#y'],
    ['https://shop.example/a', ' https://shop.example/b ', 'https://shop.example/b?junction_session=42'],
    // A page that Link has returned to before.
    ['https://shop.example/?a=1&junction_session=7&state=error', '', 'https://shop.example/?a=1&junction_session=42'],
    ['https://shop.example/?junction_session=7&state=success', '', 'https://shop.example/?junction_session=42'],
  ];
  addresses.forEach(([page, returnUrl, address]) => {
    it(`is ${address} for ${page}${returnUrl && ` with return-url="${returnUrl}"`}`, () => {
      expect(redirectUrl(page, returnUrl)).to.equal(address);
    });
  });

  [
    'https://evil.example/',
    '//evil.example',
    'http://shop.example/',
    'javascript:alert(1)',
    'data:text/html,x',
  ].forEach((returnUrl) => {
    it(`is refused when return-url is ${returnUrl}`, () => {
      expect(() => redirectUrl('https://shop.example/', returnUrl))
        .to.throw()
        .satisfies(({ code, message }: JunctionConnectError) => {
          expect(code).to.equal('configuration_invalid');
          return message.includes('return-url') && message.includes(returnUrl);
        });
    });
  });

  it('is refused when the page has no http(s) address', () => {
    for (const href of ['about:srcdoc', 'file:///home/page.html', 'data:text/html,x']) {
      const page = { location: { href }, self: { origin: 'null' }, document: { baseURI: href } } as unknown as Platform;
      expect(() => returnRequestFields('42', newConfiguration(), page)).to.throw(/return-url/);
    }
  });

  it('may be set in a frame without an address that has the origin of the site', () => {
    const page = {
      location: { href: 'about:srcdoc', origin: 'null' },
      self: { origin: 'https://shop.example' },
      document: { baseURI: 'https://shop.example/editor' },
    } as unknown as Platform;
    const { redirect_url } = returnRequestFields('42', newConfiguration({ returnUrl: '/devices' }), page);
    expect(redirect_url).to.equal('https://shop.example/devices?junction_session=42');
  });
});

describe('an address that hosted Link has returned to', () => {
  const returns: [search: string, appended: string, rest: string][] = [
    ['?junction_session=42&state=success', '&state=success', ''],
    ['?a=1&junction_session=42&state=success&provider=oura', '&state=success&provider=oura', '?a=1'],
    ['?a=1&junction_session=42?state=success', '?state=success', '?a=1'],
    ['?junction_session=42', '', ''],
    ['?junction_session=42&state=error&utm=x&error=no', '&state=error&utm=x&error=no', '?utm=x'],
    // The site's own `state` and `provider` come before `junction_session`.
    ['?state=CA&provider=7&junction_session=42&state=success', '&state=success', '?state=CA&provider=7'],
    [
      '?junction_session=42&junction_session=7&state=success&state=success',
      '&junction_session=7&state=success&state=success',
      '',
    ],
  ];
  returns.forEach(([search, appended, rest]) => {
    it(`is ${search}`, () => {
      expect(readReturnQuery(search)).to.deep.equal({ returnKey: '42', appended, siteQuery: rest });
    });
  });

  ['', '?', '?state=success', '?state=success&provider=oura', '?junction_session=', '?xjunction_session=1'].forEach(
    (search) => {
      it(`is not ${search || 'empty'}`, () => {
        expect(readReturnQuery(search)).to.equal(undefined);
      });
    },
  );

  it('is read from a long query in linear time', () => {
    // If the time grew faster than the length, this would take hours.
    expect(readReturnQuery(`?${'a'.repeat(2_000_000)}`)).to.equal(undefined);
  });

  it("keeps the site's own query unchanged, whatever it is", () => {
    const own = fc.webQueryParameters().filter((query) => query !== '' && !query.includes('junction_session='));
    fc.assert(
      fc.property(own, fc.webQueryParameters(), (query, error) => {
        const url = new URL(redirectUrl(`https://shop.example/?${query}`)!);
        const search = `${url.search}&state=error&error_type=token_expired&error=${encodeURIComponent(error)}`;
        expect(readReturnQuery(search)?.siteQuery).to.equal(new URL(`https://shop.example/?${query}`).search);
      }),
    );
  });
});

describe('the parameters that Link appended', () => {
  const nothing = { state: '', provider: '', error_type: '' };
  const appendedTexts: [appended: string, read: Partial<typeof nothing>][] = [
    ['&state=success&provider=oura', { state: 'success', provider: 'oura' }],
    ['?state=success', { state: 'success' }],
    ['&state=error&error_type=token_expired&error=Sorry%2C%20no.', { state: 'error', error_type: 'token_expired' }],
    ['&state=error&error_type=of-next-year', { state: 'error', error_type: 'of-next-year' }],
    ['&state=success&state=error', {}],
    ['&provider=%3Cimg%20src=x%20onerror=alert(1)%3E', {}],
    [`&error_type=${'a'.repeat(5000)}`, {}],
    ['', {}],
  ];
  appendedTexts.forEach(([appended, read]) => {
    it(`are read from ${appended.slice(0, 60) || 'nothing'}`, () => {
      expect(readAppendedParameters(appended)).to.deep.equal({ ...nothing, ...read });
    });
  });

  it('are identifiers or empty, whatever a query string contains', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (state, provider) => {
        const query = new URLSearchParams({ state, provider });
        for (const value of Object.values(readAppendedParameters(`&${query}&${provider}`)))
          expect(value).to.match(/^[\w-]{0,64}$/);
      }),
    );
  });
});
