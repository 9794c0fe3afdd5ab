import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { JunctionConnectError } from '../../src/link/errors.js';
import type { Platform } from '../../src/link/platform.js';
import {
  isSuccess,
  readOutcomeParameters,
  readReturn,
  restoreAddress,
  returnRequestFields,
} from '../../src/link/return/return-address.js';
import { waysToAddParameters } from '../support/add-parameters.js';

/** Returns a page at an address. */
function pageAt(href: string): Platform {
  const { origin } = new URL(href);
  return { location: { href }, self: { origin }, document: { baseURI: href } } as unknown as Platform;
}

/** Returns an address without the copy of the site's own query and fragment. */
const withoutCopy = (address: string) => address.replace(/junction_address=[^&#]*&/, '');

const redirectUrl = (href: string, returnUrl = '') =>
  returnRequestFields('42', { returnUrl }, pageAt(href)).redirect_url!;

describe('the address that hosted Link returns to', () => {
  it('is asked for with on_close and on_error, so that Link returns in every case', () => {
    const { redirect_url, ...others } = returnRequestFields('42', { returnUrl: '' }, pageAt('https://shop.example/'));
    assert.ok(redirect_url);
    assert.deepEqual(others, { on_close: 'redirect', on_error: 'redirect' });
  });

  const addresses: [page: string, returnUrl: string, address: string][] = [
    ['https://shop.example/', '', 'https://shop.example/?junction_session=42'],
    ['https://shop.example/a?b=%20c&d#e', '', 'https://shop.example/a?b=%20c&d&junction_session=42#e'],
    ['https://shop.example/a?b=1', 'done', 'https://shop.example/done?junction_session=42'],
    ['https://shop.example/a', '/done?x=1#y', 'https://shop.example/done?x=1&junction_session=42#y'],
    ['https://shop.example/a', ' https://shop.example/b ', 'https://shop.example/b?junction_session=42'],
    // Pages that Link has returned to before.
    ['https://shop.example/?a=1&junction_session=7&state=error', '', 'https://shop.example/?a=1&junction_session=42'],
    ['https://shop.example/?junction_session=7&state=success', '', 'https://shop.example/?junction_session=42'],
    // The site's own parameters with the same names as Link's.
    ['https://shop.example/?state=CA', '', 'https://shop.example/?junction_session=42'],
    ['https://shop.example/?state=CA&size=4', '', 'https://shop.example/?size=4&junction_session=42'],
    ['https://shop.example/?size=4&State=CA', '', 'https://shop.example/?size=4&junction_session=42'],
    ['https://shop.example/?state[]=CA&error[a][b]=1', '', 'https://shop.example/?junction_session=42'],
    [
      'https://shop.example/?provider=1&st%61te=CA&error_type=2&b&error',
      '',
      'https://shop.example/?b&junction_session=42',
    ],
    [
      'https://shop.example/?statement=1&my_state=2',
      '',
      'https://shop.example/?statement=1&my_state=2&junction_session=42',
    ],
    ['https://shop.example/?%E4=1&state=CA', '', 'https://shop.example/?%E4=1&junction_session=42'],
    ['https://shop.example/?next=/a?state=CA', '', 'https://shop.example/?next=/a?state=CA&junction_session=42'],
    ['https://shop.example/#/list?state=CA&size=4', '', 'https://shop.example/?junction_session=42#/list?size=4'],
    ['https://shop.example/#state=CA', '', 'https://shop.example/?junction_session=42'],
    ['https://shop.example/a', '/done?state=CA#x', 'https://shop.example/done?junction_session=42#x'],
    // Pages that were opened with a password in the address.
    ['http://staging:secret@shop.example/?a=1#b', '', 'http://shop.example/?a=1&junction_session=42#b'],
    ['http://staging:secret@shop.example/a', 'done', 'http://shop.example/done?junction_session=42'],
  ];
  addresses.forEach(([page, returnUrl, address]) => {
    it(`is ${address} for ${page}${returnUrl && ` with return-url="${returnUrl}"`}`, () => {
      assert.equal(withoutCopy(redirectUrl(page, returnUrl)), address);
    });
  });

  const copies: [own: string, copy: string | null][] = [
    ['', null],
    ['?a=1&b=2#top', null],
    ['?b=2&a=1', '?b=2&a=1'],
    ['?a=%20#top', '?a=%20#top'],
    ['?a&b', '?a&b'],
    ['?state=CA', '?state=CA'],
    ['?a=1#/list?state=CA', '?a=1#/list?state=CA'],
    ['#state=CA', '#state=CA'],
    ['?junction_session=7&state=success&b=2&a=1', '?b=2&a=1'],
    // With the copy, the token endpoint would refuse the address.
    [`?b=2&a=${'1'.repeat(3000)}`, null],
  ];
  copies.forEach(([own, copy]) => {
    it(`has ${copy ? 'a' : 'no'} copy of the site's own query and fragment for ${own.slice(0, 40) || 'an empty one'}`, () => {
      const url = new URL(redirectUrl(`https://shop.example/${own}`));
      assert.equal(url.searchParams.get('junction_address'), copy);
      assert.ok(url.href.length <= 4096);
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
      assert.throws(
        () => redirectUrl('https://shop.example/', returnUrl),
        ({ code, message }: JunctionConnectError) => {
          assert.equal(code, 'configuration_invalid');
          return message.includes('return-url') && message.includes(returnUrl);
        },
      );
    });
  });

  it('is refused without quoting the password when return-url has one', () => {
    assert.throws(
      () => redirectUrl('https://shop.example/', 'https://ada:secret@shop.example/done'),
      ({ code, message }: JunctionConnectError) => {
        assert.deepEqual([code, message.includes('secret')], ['configuration_invalid', false]);
        return message.includes('return-url');
      },
    );
  });

  it('is refused when the page has no http(s) address', () => {
    for (const href of ['about:srcdoc', 'file:///home/page.html', 'data:text/html,x']) {
      const page = { location: { href }, self: { origin: 'null' }, document: { baseURI: href } } as unknown as Platform;
      assert.throws(() => returnRequestFields('42', { returnUrl: '' }, page), /return-url/);
    }
  });

  it('can be named by return-url in a frame that has the origin of the site, but no address of its own', () => {
    const page = {
      location: { href: 'about:srcdoc', origin: 'null' },
      self: { origin: 'https://shop.example' },
      document: { baseURI: 'https://shop.example/editor' },
    } as unknown as Platform;
    const { redirect_url } = returnRequestFields('42', { returnUrl: '/devices' }, page);
    assert.equal(redirect_url, 'https://shop.example/devices?junction_session=42');
  });
});

describe('an address that hosted Link has returned to', () => {
  const pages = [
    'https://shop.example/',
    'https://shop.example/?state=CA',
    'https://shop.example/a?size=4%200&b=a+b&c&d==%E4&size=5&Provider=x#top/a?b=%20&state=1',
    'https://shop.example/?z=1&a=2#/devices',
    'https://shop.example/?z=1&provider=7&a=2#/devices?error=1&x=2',
    'https://shop.example/?state[]=CA&state[]=NY#',
    'https://shop.example/#state=CA',
  ];
  const outcomes: Record<string, string>[] = [
    { state: 'success' },
    { state: 'success', provider: 'oura' },
    { state: 'error', error_type: 'token_expired', error: 'Oura? Sorry & no #1.' },
  ];
  for (const [way, addParameters] of Object.entries(waysToAddParameters)) {
    it(`gives the outcome and the site's own address when Link adds its parameters like this: ${way}`, () => {
      for (const page of pages)
        for (const outcome of outcomes) {
          const address = addParameters(redirectUrl(page), outcome);
          const read = Object.entries(outcome).filter(([name]) => name !== 'error');
          assert.deepEqual(readReturn(address), { returnKey: '42', outcome: new URLSearchParams(read).toString() });
          assert.equal(restoreAddress(address).url.href, new URL(page).href.replace(/#$/, ''));
        }
    });
  }

  it('keeps the parameters that a redirect of the server has added', () => {
    const { search } = new URL(redirectUrl('https://shop.example/?state=CA&a=1'));
    const address = `https://shop.example/en/${search}&state=success&lang=en`;
    assert.equal(restoreAddress(address).url.href, 'https://shop.example/en/?a=1&lang=en&state=CA');
  });

  ['', '?', '?state=success', '?state=success&provider=oura', '?junction_session=', '?xjunction_session=1'].forEach(
    (search) => {
      it(`is not recognized by ${search || 'an empty query'}`, () => {
        assert.equal(readReturn(`https://shop.example/${search}`), undefined);
      });
    },
  );

  it('is not read from an empty, a blank or a relative address', () => {
    assert.deepEqual(['', 'about:blank', '/?junction_session=1'].map(readReturn), [undefined, undefined, undefined]);
  });

  it('is read from a long query in linear time', () => {
    // If the time grew faster than the length, this would take hours.
    const long = 'a&'.repeat(100_000);
    assert.equal(readReturn(`https://shop.example/?${long}#${long}`), undefined);
    assert.equal(restoreAddress(`https://shop.example/?${long}`).isNewForServer, false);
  });

  it("keeps the site's own query unchanged, whatever it is, and however Link adds its parameters", () => {
    const own = fc.webQueryParameters().filter((query) => query !== '' && !query.includes('junction_session'));
    const way = fc.constantFrom(...Object.values(waysToAddParameters));
    fc.assert(
      fc.property(own, fc.webQueryParameters(), way, (query, error, addParameters) => {
        const page = new URL(`https://shop.example/?${query}`).href;
        const address = addParameters(redirectUrl(page), { state: 'error', error_type: 'token_expired', error });
        assert.equal(readReturn(address)?.outcome, 'state=error&error_type=token_expired');
        assert.equal(restoreAddress(address).url.href, page);
      }),
    );
  });
});

describe('the parameters of an outcome', () => {
  const nothing = { state: '', provider: '', error_type: '' };
  const texts: [query: string, read: Partial<typeof nothing>][] = [
    ['&state=success&provider=oura', { state: 'success', provider: 'oura' }],
    ['?state=success', { state: 'success' }],
    ['state=success', { state: 'success' }],
    ['&state=error&error_type=token_expired&error=Sorry%2C%20no.', { state: 'error', error_type: 'token_expired' }],
    ['&state=error&error_type=of-next-year', { state: 'error', error_type: 'of-next-year' }],
    ['&state=success&state=success', { state: 'success' }],
    ['&state=CA&state=success', { state: 'success' }], // The server of the site has added a `state` of its own.
    ['&state=success&state=error', {}],
    ['&state=odd', {}],
    ['&state=success&provider=oura&provider=fitbit', { state: 'success' }],
    ['&provider=%3Cimg%20src=x%20onerror=alert(1)%3E', {}],
    [`&error_type=${'a'.repeat(5000)}`, {}],
    ['', {}],
  ];
  texts.forEach(([query, read]) => {
    it(`are read from ${query.slice(0, 60) || 'nothing'}`, () => {
      assert.deepEqual(readOutcomeParameters(query), { ...nothing, ...read });
    });
  });

  it('say that a device was connected only with the state `success`', () => {
    assert.equal(isSuccess('state=success&provider=oura'), true);
    for (const outcome of ['state=error', 'state=CA', 'provider=oura', '']) assert.equal(isSuccess(outcome), false);
  });

  it('are identifiers or empty, whatever a query string contains', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (state, provider) => {
        const query = new URLSearchParams({ state, provider });
        const read = readOutcomeParameters(`&${query}&${provider}`);
        for (const value of [read.state, read.provider, read.error_type]) assert.match(value, /^[\w-]{0,64}$/);
      }),
    );
  });
});
