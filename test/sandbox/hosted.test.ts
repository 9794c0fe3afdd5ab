import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import {
  buttonsOf,
  followRedirects,
  headingOf,
  messageOf,
  openLink,
  outcomeOf,
  setUp,
  siteOrigin,
} from './visit-link.js';

const redirectUrl = 'https://shop.example/done';
const contentPolicyOf = (answer: Response) => answer.headers.get('content-security-policy')!;

describe('the return to the site', () => {
  it('is a 307 to a GET, with the success', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl }, '');
    const answerToPress = await link.decide('oura', 'allow');
    assert.equal(answerToPress.status, 303, 'with a 307 the browser would post the form to the site');
    assert.match(answerToPress.headers.get('location')!, /^\/junction\/connected\?/);
    const redirect = await setup.visit(answerToPress.headers.get('location')!);
    assert.equal(redirect.status, 307);
    assert.equal(redirect.headers.get('location'), `${redirectUrl}?state=success`);
    assert.equal(redirect.headers.get('cache-control'), 'no-store');
    assert.equal(redirect.headers.get('referrer-policy'), 'no-referrer');
  });

  it('names the provider with the option providerParameter', async () => {
    const setup = setUp({ providerParameter: true });
    const link = await openLink(setup, { redirectUrl }, '');
    assert.equal(
      (await followRedirects(setup, await link.decide('oura', 'allow'))).headers.get('location'),
      `${redirectUrl}?state=success&provider=oura`,
    );
  });

  const addresses: [address: string, expected: string][] = [
    ['https://shop.example', 'https://shop.example/?state=success'],
    ['https://shop.example/?', 'https://shop.example/?state=success'],
    ['https://shop.example/?a=1', 'https://shop.example/?a=1&state=success'],
    ['https://shop.example/?q=a+b%20c%2Fd&&=&~*', 'https://shop.example/?q=a+b%20c%2Fd&&=&~*&state=success'],
    ['https://shop.example/?state=mine', 'https://shop.example/?state=mine&state=success'],
    ['https://shop.example/?a=1#part?b', 'https://shop.example/?a=1&state=success#part?b'],
    ['https://shop.example/#/route?a=1', 'https://shop.example/?state=success#/route?a=1'],
    ['http://localhost:8080/%7Eme', 'http://localhost:8080/%7Eme?state=success'],
  ];
  for (const [address, expected] of addresses)
    it(`does not change ${address}, and adds the outcome`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl: address }, '');
      assert.equal(
        (await followRedirects(setup, await link.decide('oura', 'allow'))).headers.get('location'),
        expected,
      );
    });

  it('works for an address of thousands of characters', async () => {
    const setup = setUp();
    const longAddress = `https://shop.example/?a=${'%3Cb%3E'.repeat(2000)}`;
    const link = await openLink(setup, { redirectUrl: longAddress }, '');
    const answer = await followRedirects(setup, await link.decide('oura', 'allow'));
    assert.equal(answer.headers.get('location'), `${longAddress}&state=success`);
  });

  it('reports success for each press when Allow is pressed twice', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl }, '');
    const answers = await Promise.all([link.decide('oura', 'allow'), link.decide('oura', 'allow')]);
    for (const answer of answers) assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
  });

  it('does not happen in embedded Link, which posts a message to the page', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl, onClose: 'redirect' }, siteOrigin);
    const denied = await followRedirects(setup, await link.decide('oura', 'deny'));
    assert.equal(denied.status, 200);
    assert.equal((await link.fetch('/closed')).status, 200);
    const allowed = await followRedirects(setup, await link.decide('oura', 'allow'));
    assert.deepEqual(messageOf(await allowed.text())?.message, {
      type: 'success',
      metadata: { provider_slug: 'oura' },
    });
  });

  it('ends on a page of Link when there is no redirect_url', async () => {
    const setup = setUp();
    const link = await openLink(setup, {}, '');
    const answer = await followRedirects(setup, await link.decide('oura', 'allow'));
    assert.equal(headingOf(await answer.text()), 'Oura is connected');
  });
});

describe('an error of an OAuth provider', () => {
  for (const type of [...junctionErrorTypes, 'something_new'])
    it(`returns to the site as ${type}, even without on_error`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl }, '');
      const { error, ...outcome } = await outcomeOf(setup, await link.decide('oura', type));
      assert.deepEqual(outcome, { state: 'error', error_type: type });
      assert.ok(error!.length > 10);
      assert.equal((await link.fetch('/')).status, 200, 'the token is still good');
    });

  it('is required_scopes_not_granted after Deny', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl }, '');
    const outcome = await outcomeOf(setup, await link.decide('oura', 'deny'));
    assert.equal(outcome.error_type, 'required_scopes_not_granted');
  });

  it('appears on the list of providers when there is no redirect_url', async () => {
    const setup = setUp();
    const link = await openLink(setup, {}, '');
    const html = await (await followRedirects(setup, await link.decide('oura', 'provider_api_error'))).text();
    assert.equal(headingOf(html), 'Connect a device');
    assert.match(html, /role="alert">Oura was not connected\. Oura could not be reached\./);
  });

  it('is posted to the page by embedded Link', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl });
    const html = await (await followRedirects(setup, await link.decide('oura', 'something_new'))).text();
    const { message } = messageOf(html) as { message: { type: string; metadata: { error_type: string } } };
    assert.equal(message.type, 'error');
    assert.equal(message.metadata.error_type, 'something_new');
  });
});

describe('a token that cannot be used, in hosted Link', () => {
  const problems: [
    type: string,
    invalidate: (setup: ReturnType<typeof setUp>, decide: () => Promise<Response>) => unknown,
  ][] = [
    ['token_expired', ({ clock }) => (clock.now += 3_600_000)],
    ['token_consumed', (_setup, decide) => decide()],
  ];
  for (const [type, invalidate] of problems) {
    it(`returns to the site as ${type}`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl }, '');
      await invalidate(setup, () => link.decide('oura', 'allow'));
      const answer = await link.fetch('/');
      assert.equal(answer.status, 307);
      assert.equal((await outcomeOf(setup, answer)).error_type, type);
    });

    it(`returns to the site as ${type} from a form, too`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl }, '');
      await invalidate(setup, () => link.decide('oura', 'allow'));
      const answer = await link.decide('fitbit', 'allow');
      assert.equal(answer.status, 303);
      assert.equal((await outcomeOf(setup, answer)).error_type, type);
    });

    it(`shows a page about ${type} when there is no redirect_url`, async () => {
      const setup = setUp();
      const link = await openLink(setup, {}, '');
      await invalidate(setup, () => link.decide('oura', 'allow'));
      assert.equal((await link.fetch('/')).status, 410);
    });
  }

  it('shows a page when it is unknown, because its redirect_url is unknown, too', async () => {
    const { visit } = setUp();
    assert.equal((await visit('/junction/?token=nonsense')).status, 400);
  });
});

describe('Close, in hosted Link', () => {
  const exitOf = (html: string) => /<form action="([^"]*)" data-exit="(\w+)"/.exec(html)?.slice(1);

  it('returns to the site as user_cancelled with on_close, without a script', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl, onClose: 'redirect' }, '');
    assert.deepEqual(exitOf(await link.fetchHtml()), ['/junction/closed', 'redirect']);
    const answer = await link.fetch('/closed');
    assert.equal(answer.status, 307);
    const { error, ...outcome } = await outcomeOf(setup, answer);
    assert.deepEqual(outcome, { state: 'error', error_type: 'user_cancelled' });
    assert.ok(error);
  });

  for (const [what, request, embed] of [
    ['without on_close', { redirectUrl }, ''],
    ['without a redirect_url', { onClose: 'redirect' }, ''],
    ['when embedded', { redirectUrl, onClose: 'redirect' }, siteOrigin],
  ] as const)
    it(`closes the window, or shows a page that says that Link is closed, ${what}`, async () => {
      const link = await openLink(setUp(), request, embed);
      assert.deepEqual(exitOf(await link.fetchHtml()), ['/junction/closed', 'close']);
      const answer = await link.fetch('/closed');
      assert.equal(answer.status, 200);
      assert.equal(headingOf(await answer.text()), 'Link is closed');
    });
});

describe('the content security policy of a page', () => {
  it('allows forms to lead to the site of the redirect_url, because it also applies to redirects', async () => {
    const link = await openLink(setUp(), { redirectUrl: 'http://shop.example:8080/done?x=1' }, '');
    for (const fields of [{}, { provider: 'oura' }])
      assert.match(contentPolicyOf(await link.fetch('/', fields)), /form-action 'self' http:\/\/shop\.example:8080;/);
  });

  it('allows forms to lead only to the sandbox in all other cases', async () => {
    for (const [request, embed] of [
      [{}, ''],
      [{ redirectUrl }, siteOrigin],
      [{ redirectUrl: 'javascript:alert(1)' }, ''],
      [{ redirectUrl: 'https://shop.example;sandbox/' }, ''],
      [{ redirectUrl: 'https://a,b/' }, ''],
    ] as const) {
      const link = await openLink(setUp(), request, embed);
      assert.match(contentPolicyOf(await link.fetch('/')), /form-action 'self'; base-uri 'none'$/);
    }
  });
});

describe('Cross-Origin-Opener-Policy', () => {
  const openerPolicyOf = (answer: Response) => answer.headers.get('cross-origin-opener-policy');
  const openerPolicy = { crossOriginOpenerPolicy: 'same-origin' };
  const formRequestsOf = (link: Awaited<ReturnType<typeof openLink>>) => [
    () => link.fetch('/', { provider: 'oura' }),
    () => link.fetch('/', { provider: 'peloton' }),
    () => link.signIn('peloton', { username: '', password: '' }),
    () => link.signIn('peloton', { username: 'mfa', password: 'x' }),
    () => link.signIn('peloton', { code: '0' }),
  ];

  it('is set on every step of a sign-in in hosted Link', async () => {
    for (const sendForm of formRequestsOf(await openLink(setUp(openerPolicy), { redirectUrl }, '')))
      assert.equal(openerPolicyOf(await sendForm()), 'same-origin');
  });

  it('is not set on other pages', async () => {
    const link = await openLink(setUp(openerPolicy), { redirectUrl }, '');
    for (const path of ['/', '/connected', '/failed', '/closed', '/initialize.js', '/link.js'])
      assert.equal(openerPolicyOf(await link.fetch(path)), null, path);
  });

  it('is not set in embedded Link, or without the option', async () => {
    for (const link of [await openLink(setUp(openerPolicy)), await openLink(setUp(), {}, '')])
      for (const sendForm of formRequestsOf(link)) assert.equal(openerPolicyOf(await sendForm()), null);
  });
});

describe('a redirect_url that is not a web address', () => {
  for (const hostileUrl of [
    'javascript:alert(1)',
    'JavaScript://shop.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'blob:https://shop.example/1',
    'about:blank',
    '/relative',
    '//shop.example/',
    'https://',
    '"><script>alert(1)</script>',
    '',
  ])
    it(`is never followed: ${hostileUrl.slice(0, 40)}`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl: hostileUrl, onClose: 'redirect', onError: 'redirect' }, '');
      for (const answer of [
        await link.fetch('/closed'),
        await followRedirects(setup, await link.decide('oura', 'deny')),
        await followRedirects(setup, await link.decide('oura', 'allow')),
      ]) {
        assert.equal(answer.status, 200);
        assert.equal(buttonsOf(await answer.text())[0], 'Close');
      }
    });
});
