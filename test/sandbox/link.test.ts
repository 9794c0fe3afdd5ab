import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { providers } from '../../src/junction/provider-details.js';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { buttonsOf, headingOf, messageOf, openLink, setUp, siteOrigin } from './visit-link.js';

const minuteMs = 60_000;

describe('the list of providers', () => {
  it('offers every provider that the API lists, except those of the mobile SDK', async () => {
    const setup = setUp();
    const html = await (await openLink(setup)).fetchHtml();
    const listed = await setup.client.providers.getAll();
    const slugs = listed.filter(({ authType }) => authType !== 'sdk').map(({ slug }) => slug);
    const names = slugs.map((slug) => providers.find((provider) => provider.slug === slug)!.listName);
    assert.equal(headingOf(html), 'Connect a device');
    assert.deepEqual(buttonsOf(html), ['Close', ...names]);
    assert.equal(messageOf(html), undefined);
  });

  it('offers only the providers in the filter of the token', async () => {
    const html = await (await openLink(setUp(), { filterOnProviders: ['fitbit', 'oura', 'oura'] })).fetchHtml();
    assert.deepEqual(buttonsOf(html), ['Close', 'Oura', 'Fitbit']);
  });

  it('shows a notice when no provider of the filter can be connected from a web page', async () => {
    const html = await (await openLink(setUp(), { filterOnProviders: ['apple_health_kit'] })).fetchHtml();
    assert.deepEqual(buttonsOf(html), ['Close']);
    assert.match(html, /no provider that can be connected from a web page/);
  });
});

describe('the sign-in', () => {
  it('comes after the choice of a provider', async () => {
    const html = await (await openLink(setUp())).fetchHtml('/', { provider: 'google_health' });
    assert.equal(headingOf(html), 'Sign in to Google Health');
    assert.deepEqual(buttonsOf(html).slice(0, 3), ['Close', 'Allow', 'Deny']);
    assert.match(html, /Choose another provider/);
  });

  it('offers every error type that Junction documents, and one that it does not', async () => {
    const html = await (await openLink(setUp())).fetchHtml('/', { provider: 'google_health' });
    assert.deepEqual(buttonsOf(html).slice(3).sort(), [...junctionErrorTypes, 'something_new', 'slow'].sort());
  });

  it('is the first page for a token with one provider', async () => {
    const html = await (await openLink(setUp(), { provider: 'oura' })).fetchHtml();
    assert.equal(headingOf(html), 'Sign in to Oura');
    assert.doesNotMatch(html, /Choose another provider/);
  });

  for (const provider of ['garmin', 'apple_health_kit', 'toaster', ''])
    it(`is refused for "${provider}" when the filter does not contain it`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { filterOnProviders: ['oura', 'fitbit'] });
      assert.equal((await link.fetch('/', { provider })).status, 403);
      assert.equal((await link.decide(provider, 'allow')).status, 403);
      assert.deepEqual(await setup.client.user.getConnectedProviders({ userId: link.userId }), { providers: [] });
      assert.equal(headingOf(await link.fetchHtml()), 'Connect a device', 'the token is still good');
    });

  it('is refused for a provider that a web page can never connect', async () => {
    const answer = await (await openLink(setUp(), { provider: 'apple_health_kit' })).fetch('/');
    assert.equal(answer.status, 403);
    assert.deepEqual(buttonsOf(await answer.text()), ['Close']);
  });
});

describe('Allow', () => {
  it('connects, and the last page posts a message to the embedding page', async () => {
    const link = await openLink(setUp());
    const answer = await link.decide('oura', 'allow');
    assert.equal(answer.status, 303);
    const html = await link.fetchHtml('/connected');
    assert.ok(answer.headers.get('location')!.startsWith('/junction/connected?'));
    assert.equal(headingOf(html), 'Oura is connected');
    assert.deepEqual(buttonsOf(html), ['Close', 'Done']);
    assert.deepEqual(messageOf(html), {
      to: siteOrigin,
      message: { type: 'success', metadata: { provider_slug: 'oura' } },
    });
  });

  it('consumes the token', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    assert.equal((await link.decide('fitbit', 'allow')).status, 410);
    const { providers = [] } = await setup.client.user.getConnectedProviders({ userId: link.userId });
    assert.deepEqual(
      providers.map(({ slug }) => slug),
      ['oura'],
    );
  });

  it('can be pressed twice', async () => {
    const link = await openLink(setUp());
    const answers = await Promise.all([link.decide('oura', 'allow'), link.decide('oura', 'allow')]);
    assert.deepEqual(
      answers.map((answer) => answer.headers.get('location')?.split('?')[0]),
      ['/junction/connected', '/junction/connected'],
    );
  });

  it('is necessary: without it, the last page leads back to the first one', async () => {
    const answer = await (await openLink(setUp())).fetch('/connected');
    assert.equal(answer.status, 303);
    assert.ok(answer.headers.get('location')!.startsWith('/junction/?'));
  });
});

describe('Deny', () => {
  it('leads back to the list, which shows a notice and posts a message to the embedding page', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    const { headers } = await link.decide('oura', 'deny');
    const html = await (await setup.visit(headers.get('location')!)).text();
    assert.equal(headingOf(html), 'Connect a device');
    assert.match(html, /Oura was not connected/);
    assert.deepEqual(messageOf(html), {
      to: siteOrigin,
      message: {
        type: 'error',
        metadata: { error_type: 'required_scopes_not_granted', error: 'Access to Oura was denied.' },
      },
    });
  });

  it('does not consume the token', async () => {
    const link = await openLink(setUp(), { provider: 'oura' });
    await link.decide('oura', 'deny');
    const failure = { provider: 'oura', error_type: 'required_scopes_not_granted' };
    assert.deepEqual(buttonsOf(await link.fetchHtml('/failed', failure)), ['Close', 'Oura']);
    await link.decide('oura', 'allow');
    assert.equal(headingOf(await link.fetchHtml('/connected')), 'Oura is connected');
  });
});

describe('a token that cannot be used', () => {
  const errorOn = (html: string) =>
    (messageOf(html)?.message as { metadata: { error_type: string } } | undefined)?.metadata.error_type;

  it('is reported as invalid_token when it is unknown', async () => {
    const { visit } = setUp();
    for (const query of ['', '?token=', '?token=nonsense']) {
      const answer = await visit(`/junction/${query || '?'}&embed=${encodeURIComponent(siteOrigin)}`);
      const html = await answer.text();
      assert.equal(answer.status, 400);
      assert.equal(errorOn(html), 'invalid_token');
      assert.deepEqual(buttonsOf(html), ['Close']);
    }
  });

  it('is reported as token_expired after 60 minutes', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    setup.clock.now += 60 * minuteMs - 1;
    assert.equal((await link.fetch('/')).status, 200);
    setup.clock.now += 1;
    const answer = await link.fetch('/');
    const html = await answer.text();
    assert.equal(answer.status, 410);
    assert.equal(errorOn(html), 'token_expired');
    assert.equal(headingOf(html), 'This link has expired');
    assert.equal((await link.decide('oura', 'allow')).status, 410);
    assert.deepEqual(await setup.client.user.getConnectedProviders({ userId: link.userId }), { providers: [] });
  });

  it('is reported as token_consumed when it was used', async () => {
    const link = await openLink(setUp());
    await link.decide('oura', 'allow');
    assert.equal(errorOn(await link.fetchHtml()), 'token_consumed');
  });
});

describe('every page', () => {
  const fetchPages = async () => {
    const setup = setUp();
    const link = await openLink(setup);
    const { decide, fetchHtml } = link;
    const open = [
      fetchHtml(),
      fetchHtml('/', { provider: 'oura' }),
      fetchHtml('/failed', { provider: 'oura', error_type: 'something_new' }),
      fetchHtml('/', { provider: 'x' }),
    ];
    const forms = [
      fetchHtml('/', { provider: 'peloton' }),
      link.signIn('peloton', { username: 'mfa', password: 'x' }).then((answer) => answer.text()),
      link.signIn('peloton', { code: '1' }).then((answer) => answer.text()),
      fetchHtml('/', { provider: 'freestyle_libre' }),
    ];
    const pages = await Promise.all([...open, ...forms, fetchHtml('/closed')]);
    await decide('oura', 'allow');
    return [...pages, await fetchHtml('/connected'), await fetchHtml()];
  };

  it('closes Link also when the person leaves it before its script has loaded', async () => {
    // Without the script, Close loads this page in the frame.
    const { message } = messageOf(await (await openLink(setUp())).fetchHtml('/closed'))!;
    assert.deepEqual(message, { type: 'exit' });
  });

  it('says that it is a stand-in, and has a Close button', async () => {
    for (const html of await fetchPages()) {
      assert.match(html, /Local stand-in for Junction – nothing leaves this machine/);
      assert.equal(buttonsOf(html)[0], 'Close');
      assert.match(html, /<html lang="en"/);
      assert.equal(html.match(/<h1>/g)?.length, 1);
      assert.equal(html.match(/<main>/g)?.length, 1);
    }
  });

  it('has no inline script or style, and loads nothing from another origin', async () => {
    for (const html of await fetchPages()) {
      assert.doesNotMatch(html, /<style|style=|<script(?! src="\/junction\/link\.js" defer>)|\son\w+=/);
      assert.doesNotMatch(html, /(src|href|action)="(?!\/junction\/|data:,")/);
    }
  });

  it('has headers against caches, referrers, guessed types and foreign scripts', async () => {
    const link = await openLink(setUp());
    for (const answer of [await link.fetch('/'), await link.decide('x', 'allow'), await link.fetch('/nothing')]) {
      const header = (name: string) => answer.headers.get(name) ?? '';
      assert.equal(header('cache-control'), 'no-store');
      assert.equal(header('referrer-policy'), 'no-referrer');
      assert.equal(header('x-content-type-options'), 'nosniff');
      assert.match(header('content-security-policy'), /script-src 'self';/);
      assert.doesNotMatch(header('content-security-policy'), /unsafe|frame-ancestors/);
    }
  });

  it('escapes the parameters of its address and the fields of its form', async () => {
    const { visit } = setUp();
    const hostileText = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;
    const fields = {
      token: hostileText,
      embed: hostileText,
      provider: hostileText,
      error_type: hostileText,
      env: hostileText,
    };
    for (const path of ['/', '/closed', '/connected', '/failed']) {
      const html = await (await visit(`/junction${path}?${new URLSearchParams(fields)}`)).text();
      assert.doesNotMatch(html, /<script>|<img/);
    }
    const body = new URLSearchParams(fields);
    const answer = await visit('/junction/connect', { method: 'POST', body });
    assert.doesNotMatch(await answer.text(), /<script>|<img/);
    const link = await openLink(setUp());
    const signedIn = await link.signIn('peloton', {
      username: `provider_api_error@${hostileText}`,
      password: hostileText,
    });
    assert.doesNotMatch(await signedIn.text(), /<script>|<img/);
  });
});

describe('hosted Link', () => {
  it('posts no message', async () => {
    const setup = setUp();
    const link = await openLink(setup, {}, '');
    await link.decide('oura', 'allow');
    for (const html of [await link.fetchHtml('/connected'), await link.fetchHtml()]) {
      assert.doesNotMatch(html, /data-embed/);
      assert.match(html, /class="hosted"/);
    }
  });

  const invalidOrigins = [
    '*',
    'null',
    'javascript:alert(1)',
    'file:///etc',
    'https://shop.example/path',
    'https://shop.example/',
    'https://me@shop.example',
    'ftp://shop.example',
    '//shop.example',
  ];
  for (const embed of invalidOrigins)
    it(`is shown when the parameter embed is ${embed}`, async () => {
      const html = await (await openLink(setUp(), {}, embed)).fetchHtml();
      assert.doesNotMatch(html, /data-embed/);
      assert.doesNotMatch(html, /name="embed"/);
    });
});

describe('the base path', () => {
  it('can be empty', async () => {
    const setup = setUp({ basePath: '' });
    const link = await openLink(setup);
    assert.match(await link.fetchHtml(), /action="\/"/);
    assert.ok((await link.decide('oura', 'allow')).headers.get('location')!.startsWith('/connected?'));
  });

  it('can be written with or without slashes', async () => {
    for (const basePath of ['junction', 'junction/', '/junction/', '//junction']) {
      const { sandbox } = await import('junction-connect/sandbox').then(({ createSandbox }) => ({
        sandbox: createSandbox({ origin: 'http://localhost:3000/', basePath }),
      }));
      const script = await sandbox(new Request('http://localhost:3000/junction/initialize.js'));
      assert.equal(script.status, 200, basePath);
      assert.match(await script.text(), /"baseUrl":"http:\/\/localhost:3000\/junction"/);
    }
  });

  it('is necessary: other paths answer 404', async () => {
    const { visit } = setUp();
    for (const path of ['/', '/initialize.js', '/junctionx/initialize.js', '/v2/providers'])
      assert.equal((await visit(path)).status, 404, path);
  });
});
