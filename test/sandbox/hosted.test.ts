import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { buttonsOf, headingOf, messageOf, openLink, page, setUp } from './support.js';
import { follow, outcomeOf } from './hosted.js';

const redirectUrl = 'https://shop.example/done';
const policyOf = (answer: Response) => answer.headers.get('content-security-policy')!;

describe('the way back to the site', () => {
  it('is a 307 with the success, on the answer to a GET', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl }, '');
    const pressed = await link.decide('oura', 'allow');
    assert.equal(pressed.status, 303, 'a 307 here would post the form to the site');
    assert.match(pressed.headers.get('location')!, /^\/junction\/connected\?/);
    const last = await setup.visit(pressed.headers.get('location')!);
    assert.equal(last.status, 307);
    assert.equal(last.headers.get('location'), `${redirectUrl}?state=success`);
    assert.equal(last.headers.get('cache-control'), 'no-store');
    assert.equal(last.headers.get('referrer-policy'), 'no-referrer');
  });

  it('names the provider where that is asked for', async () => {
    const setup = setUp({ providerParameter: true });
    const link = await openLink(setup, { redirectUrl }, '');
    assert.equal(
      (await follow(setup, await link.decide('oura', 'allow'))).headers.get('location'),
      `${redirectUrl}?state=success&provider=oura`,
    );
  });

  const addresses: [given: string, then: string][] = [
    ['https://shop.example', 'https://shop.example/?state=success'],
    ['https://shop.example/?', 'https://shop.example/?state=success'],
    ['https://shop.example/?a=1', 'https://shop.example/?a=1&state=success'],
    ['https://shop.example/?q=a+b%20c%2Fd&&=&~*', 'https://shop.example/?q=a+b%20c%2Fd&&=&~*&state=success'],
    ['https://shop.example/?state=mine', 'https://shop.example/?state=mine&state=success'],
    ['https://shop.example/?a=1#part?b', 'https://shop.example/?a=1&state=success#part?b'],
    ['https://shop.example/#/route?a=1', 'https://shop.example/?state=success#/route?a=1'],
    ['http://localhost:8080/%7Eme', 'http://localhost:8080/%7Eme?state=success'],
  ];
  for (const [given, then] of addresses)
    it(`leaves ${given} as it is, and adds the outcome`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl: given }, '');
      assert.equal((await follow(setup, await link.decide('oura', 'allow'))).headers.get('location'), then);
    });

  it('has room for thousands of characters', async () => {
    const setup = setUp();
    const long = `https://shop.example/?a=${'%3Cb%3E'.repeat(2000)}`;
    const link = await openLink(setup, { redirectUrl: long }, '');
    const answer = await follow(setup, await link.decide('oura', 'allow'));
    assert.equal(answer.headers.get('location'), `${long}&state=success`);
  });

  it('takes a success that was pressed twice for a success', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl }, '');
    const answers = await Promise.all([link.decide('oura', 'allow'), link.decide('oura', 'allow')]);
    for (const answer of answers) assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
  });

  it('is not taken by embedded Link, which tells the page', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl, onClose: 'redirect' }, page);
    const denied = await follow(setup, await link.decide('oura', 'deny'));
    assert.equal(denied.status, 200);
    assert.equal((await link.fetch('/closed')).status, 200);
    const allowed = await follow(setup, await link.decide('oura', 'allow'));
    assert.deepEqual(messageOf(await allowed.text())?.message, {
      type: 'success',
      metadata: { provider_slug: 'oura' },
    });
  });

  it('ends at a page of Link without a redirect_url', async () => {
    const setup = setUp();
    const link = await openLink(setup, {}, '');
    const answer = await follow(setup, await link.decide('oura', 'allow'));
    assert.equal(headingOf(await answer.text()), 'Oura is connected');
  });
});

describe('an error of an OAuth provider', () => {
  for (const type of [...junctionErrorTypes, 'something_new'])
    it(`comes back as ${type}, whatever on_error says`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl }, '');
      const { error, ...outcome } = await outcomeOf(setup, await link.decide('oura', type));
      assert.deepEqual(outcome, { state: 'error', error_type: type });
      assert.ok(error!.length > 10);
      assert.equal((await link.fetch('/')).status, 200, 'the token is still good');
    });

  it('is required_scopes_not_granted for Deny', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl }, '');
    const outcome = await outcomeOf(setup, await link.decide('oura', 'deny'));
    assert.equal(outcome.error_type, 'required_scopes_not_granted');
  });

  it('shows on the list when there is no redirect_url', async () => {
    const setup = setUp();
    const link = await openLink(setup, {}, '');
    const html = await (await follow(setup, await link.decide('oura', 'provider_api_error'))).text();
    assert.equal(headingOf(html), 'Connect a device');
    assert.match(html, /role="alert">Oura was not connected\. Oura could not be reached\./);
  });

  it('is told by embedded Link to the page', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl });
    const html = await (await follow(setup, await link.decide('oura', 'something_new'))).text();
    const { message } = messageOf(html) as { message: { type: string; metadata: { error_type: string } } };
    assert.equal(message.type, 'error');
    assert.equal(message.metadata.error_type, 'something_new');
  });
});

describe('a token that cannot be used, in hosted Link', () => {
  const problems: [
    type: string,
    spoil: (setup: ReturnType<typeof setUp>, decide: () => Promise<Response>) => unknown,
  ][] = [
    ['token_expired', ({ clock }) => (clock.now += 3_600_000)],
    ['token_consumed', (_setup, decide) => decide()],
  ];
  for (const [type, spoil] of problems) {
    it(`leads back as ${type}`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl }, '');
      await spoil(setup, () => link.decide('oura', 'allow'));
      const answer = await link.fetch('/');
      assert.equal(answer.status, 307);
      assert.equal((await outcomeOf(setup, answer)).error_type, type);
    });

    it(`leads back as ${type} from a form, too`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl }, '');
      await spoil(setup, () => link.decide('oura', 'allow'));
      const answer = await link.decide('fitbit', 'allow');
      assert.equal(answer.status, 303);
      assert.equal((await outcomeOf(setup, answer)).error_type, type);
    });

    it(`shows ${type} when there is no redirect_url`, async () => {
      const setup = setUp();
      const link = await openLink(setup, {}, '');
      await spoil(setup, () => link.decide('oura', 'allow'));
      assert.equal((await link.fetch('/')).status, 410);
    });
  }

  it('is unknown: then nobody knows a way back', async () => {
    const { visit } = setUp();
    assert.equal((await visit('/junction/?token=nonsense')).status, 400);
  });
});

describe('Close, in hosted Link', () => {
  const exitOf = (html: string) => /<form action="([^"]*)" data-exit="(\w+)"/.exec(html)?.slice(1);

  it('leads back as user_cancelled with on_close, without any script', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl, onClose: 'redirect' }, '');
    assert.deepEqual(exitOf(await link.show()), ['/junction/closed', 'redirect']);
    const answer = await link.fetch('/closed');
    assert.equal(answer.status, 307);
    const { error, ...outcome } = await outcomeOf(setup, answer);
    assert.deepEqual(outcome, { state: 'error', error_type: 'user_cancelled' });
    assert.ok(error);
  });

  for (const [what, request, embed] of [
    ['without on_close', { redirectUrl }, ''],
    ['without a redirect_url', { onClose: 'redirect' }, ''],
    ['when embedded', { redirectUrl, onClose: 'redirect' }, page],
  ] as const)
    it(`closes the window, or says that it can be closed, ${what}`, async () => {
      const link = await openLink(setUp(), request, embed);
      assert.deepEqual(exitOf(await link.show()), ['/junction/closed', 'close']);
      const answer = await link.fetch('/closed');
      assert.equal(answer.status, 200);
      assert.equal(headingOf(await answer.text()), 'Link is closed');
    });
});

describe('the policy of a page', () => {
  it('lets forms lead to the site of the redirect_url, since its redirects count', async () => {
    const link = await openLink(setUp(), { redirectUrl: 'http://shop.example:8080/done?x=1' }, '');
    for (const fields of [{}, { provider: 'oura' }])
      assert.match(policyOf(await link.fetch('/', fields)), /form-action 'self' http:\/\/shop\.example:8080;/);
  });

  it('lets them lead nowhere else otherwise', async () => {
    for (const [request, embed] of [
      [{}, ''],
      [{ redirectUrl }, page],
      [{ redirectUrl: 'javascript:alert(1)' }, ''],
      [{ redirectUrl: 'https://shop.example;sandbox/' }, ''],
      [{ redirectUrl: 'https://a,b/' }, ''],
    ] as const) {
      const link = await openLink(setUp(), request, embed);
      assert.match(policyOf(await link.fetch('/')), /form-action 'self'; base-uri 'none'$/);
    }
  });
});

describe('Cross-Origin-Opener-Policy', () => {
  const policyOf = (answer: Response) => answer.headers.get('cross-origin-opener-policy');
  const coop = { crossOriginOpenerPolicy: 'same-origin' };
  const formsOf = (link: Awaited<ReturnType<typeof openLink>>) => [
    () => link.fetch('/', { provider: 'oura' }),
    () => link.fetch('/', { provider: 'peloton' }),
    () => link.signIn('peloton', { username: '', password: '' }),
    () => link.signIn('peloton', { username: 'mfa', password: 'x' }),
    () => link.signIn('peloton', { code: '0' }),
  ];

  it('is there on every step of a sign-in in hosted Link', async () => {
    for (const form of formsOf(await openLink(setUp(coop), { redirectUrl }, '')))
      assert.equal(policyOf(await form()), 'same-origin');
  });

  it('is nowhere else', async () => {
    const link = await openLink(setUp(coop), { redirectUrl }, '');
    for (const path of ['/', '/connected', '/failed', '/closed', '/initialize.js', '/link.js'])
      assert.equal(policyOf(await link.fetch(path)), null, path);
  });

  it('is not there in embedded Link, nor when nobody asked for it', async () => {
    for (const link of [await openLink(setUp(coop)), await openLink(setUp(), {}, '')])
      for (const form of formsOf(link)) assert.equal(policyOf(await form()), null);
  });
});

describe('a redirect_url that is no address of the web', () => {
  for (const hostile of [
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
    it(`is never followed: ${hostile.slice(0, 40)}`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl: hostile, onClose: 'redirect', onError: 'redirect' }, '');
      for (const answer of [
        await link.fetch('/closed'),
        await follow(setup, await link.decide('oura', 'deny')),
        await follow(setup, await link.decide('oura', 'allow')),
      ]) {
        assert.equal(answer.status, 200);
        assert.equal(buttonsOf(await answer.text())[0], 'Close');
      }
    });
});
