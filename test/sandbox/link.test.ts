import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { buttonsOf, headingOf, messageOf, openLink, page, setUp } from './support.js';

const minutes = 60_000;

describe('the list of providers', () => {
  it('offers every provider that the API lists', async () => {
    const setup = setUp();
    const html = await (await openLink(setup)).show();
    const names = (await setup.client.providers.getAll()).map(({ name }) => name);
    assert.equal(headingOf(html), 'Connect a device');
    assert.deepEqual(buttonsOf(html), ['Close', ...names]);
    assert.equal(messageOf(html), undefined);
  });

  it('offers only what the token is filtered to', async () => {
    const html = await (await openLink(setUp(), { filterOnProviders: ['fitbit', 'oura', 'oura'] })).show();
    assert.deepEqual(buttonsOf(html), ['Close', 'Oura', 'Fitbit']);
  });

  it('says so when nothing in the filter can be connected from a web page', async () => {
    const html = await (await openLink(setUp(), { filterOnProviders: ['apple_health_kit'] })).show();
    assert.deepEqual(buttonsOf(html), ['Close']);
    assert.match(html, /nothing in this list/);
  });
});

describe('the sign-in', () => {
  it('follows the choice of a provider', async () => {
    const html = await (await openLink(setUp())).show('/', { provider: 'google_health' });
    assert.equal(headingOf(html), 'Sign in to Google Health');
    assert.deepEqual(buttonsOf(html).slice(0, 3), ['Close', 'Allow', 'Deny']);
    assert.match(html, /Choose another provider/);
  });

  it('offers every error type that Junction documents, and one that it does not', async () => {
    const html = await (await openLink(setUp())).show('/', { provider: 'google_health' });
    assert.deepEqual(buttonsOf(html).slice(3).sort(), [...junctionErrorTypes, 'something_new', 'slow'].sort());
  });

  it('is the first page for a token of one provider', async () => {
    const html = await (await openLink(setUp(), { provider: 'oura' })).show();
    assert.equal(headingOf(html), 'Sign in to Oura');
    assert.doesNotMatch(html, /Choose another provider/);
  });

  for (const provider of ['garmin', 'apple_health_kit', 'toaster', ''])
    it(`is refused for "${provider}" when the filter does not have it`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { filterOnProviders: ['oura', 'fitbit'] });
      assert.equal((await link.fetch('/', { provider })).status, 403);
      assert.equal((await link.decide(provider, 'allow')).status, 403);
      assert.deepEqual(await setup.client.user.getConnectedProviders({ userId: link.userId }), { providers: [] });
      assert.equal(headingOf(await link.show()), 'Connect a device', 'the token is still good');
    });

  it('is refused for a provider that a web page can never connect', async () => {
    const answer = await (await openLink(setUp(), { provider: 'apple_health_kit' })).fetch('/');
    assert.equal(answer.status, 403);
    assert.deepEqual(buttonsOf(await answer.text()), ['Close']);
  });
});

describe('Allow', () => {
  it('connects, and tells the embedding page on the last screen', async () => {
    const link = await openLink(setUp());
    const answer = await link.decide('oura', 'allow');
    assert.equal(answer.status, 303);
    const html = await link.show('/connected');
    assert.ok(answer.headers.get('location')!.startsWith('/junction/connected?'));
    assert.equal(headingOf(html), 'Oura is connected');
    assert.deepEqual(buttonsOf(html), ['Close', 'Done']);
    assert.deepEqual(messageOf(html), {
      to: page,
      message: { type: 'success', metadata: { provider_slug: 'oura' } },
    });
  });

  it('spends the token', async () => {
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

  it('may be pressed twice', async () => {
    const link = await openLink(setUp());
    const answers = await Promise.all([link.decide('oura', 'allow'), link.decide('oura', 'allow')]);
    assert.deepEqual(
      answers.map((answer) => answer.headers.get('location')?.split('?')[0]),
      ['/junction/connected', '/junction/connected'],
    );
  });

  it('is what makes a connection: the last screen alone shows nothing', async () => {
    const answer = await (await openLink(setUp())).fetch('/connected');
    assert.equal(answer.status, 303);
    assert.ok(answer.headers.get('location')!.startsWith('/junction/?'));
  });
});

describe('Deny', () => {
  it('leads back to the list, with a notice, and tells the embedding page', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    const { headers } = await link.decide('oura', 'deny');
    const html = await (await setup.visit(headers.get('location')!)).text();
    assert.equal(headingOf(html), 'Connect a device');
    assert.match(html, /Oura was not connected/);
    assert.deepEqual(messageOf(html), {
      to: page,
      message: {
        type: 'error',
        metadata: { error_type: 'required_scopes_not_granted', error: 'Access to Oura was denied.' },
      },
    });
  });

  it('does not spend the token', async () => {
    const link = await openLink(setUp(), { provider: 'oura' });
    await link.decide('oura', 'deny');
    const failure = { provider: 'oura', error_type: 'required_scopes_not_granted' };
    assert.deepEqual(buttonsOf(await link.show('/failed', failure)), ['Close', 'Oura']);
    await link.decide('oura', 'allow');
    assert.equal(headingOf(await link.show('/connected')), 'Oura is connected');
  });
});

describe('a token that cannot be used', () => {
  const errorOn = (html: string) =>
    (messageOf(html)?.message as { metadata: { error_type: string } } | undefined)?.metadata.error_type;

  it('is unknown', async () => {
    const { visit } = setUp();
    for (const query of ['', '?token=', '?token=nonsense']) {
      const answer = await visit(`/junction/${query || '?'}&embed=${encodeURIComponent(page)}`);
      const html = await answer.text();
      assert.equal(answer.status, 400);
      assert.equal(errorOn(html), 'invalid_token');
      assert.deepEqual(buttonsOf(html), ['Close']);
    }
  });

  it('lives 60 minutes', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    setup.clock.now += 60 * minutes - 1;
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

  it('was spent', async () => {
    const link = await openLink(setUp());
    await link.decide('oura', 'allow');
    assert.equal(errorOn(await link.show()), 'token_consumed');
  });
});

describe('every page', () => {
  const pagesOf = async () => {
    const setup = setUp();
    const link = await openLink(setup);
    const { decide, show } = link;
    const open = [
      show(),
      show('/', { provider: 'oura' }),
      show('/failed', { provider: 'oura', error_type: 'something_new' }),
      show('/', { provider: 'x' }),
    ];
    const forms = [
      show('/', { provider: 'peloton' }),
      link.signIn('peloton', { username: 'mfa', password: 'x' }).then((answer) => answer.text()),
      link.signIn('peloton', { code: '1' }).then((answer) => answer.text()),
      show('/', { provider: 'freestyle_libre' }),
    ];
    const pages = await Promise.all([...open, ...forms, show('/closed')]);
    await decide('oura', 'allow');
    return [...pages, await show('/connected'), await show()];
  };

  it('says what it is, and can be closed', async () => {
    for (const html of await pagesOf()) {
      assert.match(html, /Local stand-in for Junction – nothing leaves this machine/);
      assert.equal(buttonsOf(html)[0], 'Close');
      assert.match(html, /<html lang="en"/);
      assert.equal(html.match(/<h1>/g)?.length, 1);
      assert.equal(html.match(/<main>/g)?.length, 1);
    }
  });

  it('has no script or style of its own, and loads nothing from elsewhere', async () => {
    for (const html of await pagesOf()) {
      assert.doesNotMatch(html, /<style|style=|<script(?! src="\/junction\/link\.js" defer>)|\son\w+=/);
      assert.doesNotMatch(html, /(src|href|action)="(?!\/junction\/|data:,")/);
    }
  });

  it('is kept out of stores, logs of other sites, and guesses', async () => {
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

  it('escapes what the address says', async () => {
    const { visit } = setUp();
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;
    const fields = { token: evil, embed: evil, provider: evil, error_type: evil, env: evil };
    for (const path of ['/', '/closed', '/connected', '/failed']) {
      const html = await (await visit(`/junction${path}?${new URLSearchParams(fields)}`)).text();
      assert.doesNotMatch(html, /<script>|<img/);
    }
    const body = new URLSearchParams(fields);
    const answer = await visit('/junction/connect', { method: 'POST', body });
    assert.doesNotMatch(await answer.text(), /<script>|<img/);
    const link = await openLink(setUp());
    const signedIn = await link.signIn('peloton', { username: `provider_api_error@${evil}`, password: evil });
    assert.doesNotMatch(await signedIn.text(), /<script>|<img/);
  });
});

describe('hosted Link', () => {
  it('posts nothing', async () => {
    const setup = setUp();
    const link = await openLink(setup, {}, '');
    await link.decide('oura', 'allow');
    for (const html of [await link.show('/connected'), await link.show()]) {
      assert.doesNotMatch(html, /data-embed/);
      assert.match(html, /class="hosted"/);
    }
  });

  const noOrigins = [
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
  for (const embed of noOrigins)
    it(`is what ${embed} as an embedding page gives`, async () => {
      const html = await (await openLink(setUp(), {}, embed)).show();
      assert.doesNotMatch(html, /data-embed/);
      assert.doesNotMatch(html, /name="embed"/);
    });
});

describe('where it is mounted', () => {
  it('may be the root of its origin', async () => {
    const setup = setUp({ basePath: '' });
    const link = await openLink(setup);
    assert.match(await link.show(), /action="\/"/);
    assert.ok((await link.decide('oura', 'allow')).headers.get('location')!.startsWith('/connected?'));
  });

  it('may be written with slashes or without', async () => {
    for (const basePath of ['junction', 'junction/', '/junction/', '//junction']) {
      const { sandbox } = await import('junction-connect/sandbox').then(({ createSandbox }) => ({
        sandbox: createSandbox({ origin: 'http://localhost:3000/', basePath }),
      }));
      const script = await sandbox(new Request('http://localhost:3000/junction/initialize.js'));
      assert.equal(script.status, 200, basePath);
      assert.match(await script.text(), /"base":"http:\/\/localhost:3000\/junction"/);
    }
  });

  it('serves nothing outside of it', async () => {
    const { visit } = setUp();
    for (const path of ['/', '/initialize.js', '/junctionx/initialize.js', '/v2/providers'])
      assert.equal((await visit(path)).status, 404, path);
  });
});
