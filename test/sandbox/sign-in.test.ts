import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { buttonsOf, followRedirects, headingOf, messageOf, openLink, outcomeOf, setUp } from './visit-link.js';

const redirectUrl = 'https://shop.example/done';
const password = 'correct horse';

/** Returns the text of the error on a page. Returns undefined when there is none. */
const alertOn = (html: string) => /role="alert"[^>]*>([^<]+)</.exec(html)?.[1];
const fieldsOn = (html: string) =>
  [...html.matchAll(/<input name="(\w+)" type="(\w+)" autocomplete="([\w-]+)"/g)].map(([, ...field]) =>
    field.join(' '),
  );
const valueOf = (html: string, name: string) =>
  new RegExp(`<input name="${name}"[^>]* value="([^"]*)"`, 's').exec(html)?.[1];
const connectionsOf = async ({ client }: ReturnType<typeof setUp>, userId: string) =>
  (await client.user.getConnectedProviders({ userId })).providers?.map(({ slug }) => slug);

describe('the sign-in of a password provider', () => {
  it('asks for a username and a password', async () => {
    const html = await (await openLink(setUp())).fetchHtml('/', { provider: 'peloton' });
    assert.equal(headingOf(html), 'Sign in to Peloton');
    assert.deepEqual(fieldsOn(html), ['username text username', 'password password current-password']);
    assert.deepEqual(buttonsOf(html), ['Close', 'Sign in']);
    for (const name of ['mfa', ...junctionErrorTypes, 'something_new'])
      assert.match(html, new RegExp(`<code>${name}</code>`));
  });

  for (const username of ['ada', 'ada@shop.example', '@', 'constructor', '  ada  '])
    it(`connects with the username "${username}"`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl }, '');
      const answer = await link.signIn('peloton', { username, password });
      assert.equal(answer.status, 303);
      assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
      assert.deepEqual(await connectionsOf(setup, link.userId), ['peloton']);
    });

  it('can be sent twice', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl }, '');
    const send = () => link.signIn('peloton', { username: 'ada', password });
    for (const answer of [await send(), await send()])
      assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
  });

  for (const fields of [{ username: '', password }, { username: ' ', password }, { username: 'ada', password: '' }, {}])
    it(`does not accept ${JSON.stringify(fields)}`, async () => {
      const setup = setUp();
      const link = await openLink(setup, {}, '');
      const html = await (await link.signIn('peloton', fields)).text();
      assert.equal(alertOn(html), 'Peloton did not accept this sign-in.');
      assert.match(html, /<title>Error: Sign in to Peloton/);
      assert.deepEqual(await connectionsOf(setup, link.userId), []);
    });

  it('does not accept the decision of another kind of sign-in', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    await link.decide('peloton', 'allow');
    assert.deepEqual(await connectionsOf(setup, link.userId), []);
  });
});

describe('the sign-in of an email provider', () => {
  it('asks for an address and no password', async () => {
    const setup = setUp();
    const link = await openLink(setup, { provider: 'freestyle_libre', redirectUrl }, '');
    assert.deepEqual(fieldsOn(await link.fetchHtml()), ['username text username']);
    const answer = await link.signIn('freestyle_libre', { username: 'ada@shop.example' });
    assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
  });

  it('accepts the same usernames for errors', async () => {
    const link = await openLink(setUp(), {}, '');
    const html = await (await link.signIn('freestyle_libre', { username: 'unsupported_region@x.example' })).text();
    assert.equal(alertOn(html), 'FreeStyle Libre cannot be connected in this region.');
  });
});

describe('an error of a form', () => {
  for (const type of [...junctionErrorTypes, 'something_new']) {
    it(`of the type ${type} is shown in the form, which keeps the username but not the password`, async () => {
      const link = await openLink(setUp(), { redirectUrl }, '');
      const username = `${type}@shop.example`;
      const answer = await link.signIn('peloton', { username, password });
      const html = await answer.text();
      assert.equal(answer.status, 200);
      assert.ok(alertOn(html));
      assert.equal(valueOf(html, 'username'), username);
      assert.equal(valueOf(html, 'password'), '');
      assert.ok(!html.includes(password));
      assert.equal((await link.fetch('/')).status, 200, 'the token is still good');
    });

    it(`of the type ${type} returns to the site with on_error`, async () => {
      const setup = setUp();
      const link = await openLink(setup, { redirectUrl, onError: 'redirect' }, '');
      const answer = await link.signIn('peloton', { username: type, password });
      assert.equal(answer.status, 303);
      const { error, ...outcome } = await outcomeOf(setup, answer);
      assert.deepEqual(outcome, { state: 'error', error_type: type });
      assert.ok(error);
    });
  }

  it('is shown in the form with on_error, but without a redirect_url', async () => {
    const link = await openLink(setUp(), { onError: 'redirect' }, '');
    assert.ok(alertOn(await (await link.signIn('peloton', { username: 'provider_api_error', password })).text()));
  });

  it('is shown in the form of embedded Link, which posts a message to the page', async () => {
    const link = await openLink(setUp(), { redirectUrl, onError: 'redirect' });
    const html = await (await link.signIn('peloton', { username: 'something_new', password })).text();
    assert.ok(alertOn(html));
    const { message } = messageOf(html) as { message: { type: string; metadata: { error_type: string } } };
    assert.deepEqual([message.type, message.metadata.error_type], ['error', 'something_new']);
    assert.doesNotMatch(html, /autofocus/, 'browsers refuse autofocus in frames of another origin');
  });

  it('is the description of the field with the focus', async () => {
    const link = await openLink(setUp(), {}, '');
    const html = await (await link.signIn('peloton', { username: 'provider_credential_error', password })).text();
    const inputs = [...html.matchAll(/<input name="(\w+)"[^>]*>/g)];
    const focused = inputs.filter(([tag]) => tag.includes('autofocus'));
    assert.deepEqual(
      focused.map(([tag, name]) => [name, /aria-describedby="error"/.test(tag), /aria-invalid="true"/.test(tag)]),
      [['password', true, true]],
    );
    assert.match(html, /id="error"/);
  });
});

describe('the second factor', () => {
  const openCodeForm = async (token: Parameters<typeof openLink>[1] = { redirectUrl }) => {
    const setup = setUp();
    const link = await openLink(setup, token, '');
    const codeForm = await (await link.signIn('peloton', { username: 'mfa@shop.example', password })).text();
    return { setup, link, codeForm };
  };

  it('is requested after the username mfa', async () => {
    const { setup, link, codeForm } = await openCodeForm();
    assert.deepEqual(fieldsOn(codeForm), ['code text one-time-code']);
    assert.equal(alertOn(codeForm), undefined);
    assert.ok(!codeForm.includes(password));
    assert.deepEqual(await connectionsOf(setup, link.userId), []);
  });

  it('connects with the right code, also when it is sent twice', async () => {
    const { setup, link } = await openCodeForm();
    assert.deepEqual(await outcomeOf(setup, await link.signIn('peloton', { code: '123456' })), { state: 'success' });
    assert.deepEqual(await connectionsOf(setup, link.userId), ['peloton']);
    assert.deepEqual(await outcomeOf(setup, await link.signIn('peloton', { code: '123456' })), { state: 'success' });
  });

  for (const code of ['', '12345', '1234567', '000000', 'mfa'])
    it(`refuses the code "${code}", and lets the person try again`, async () => {
      const { setup, link } = await openCodeForm();
      const html = await (await link.signIn('peloton', { code })).text();
      assert.equal(alertOn(html), 'The code is not right.');
      assert.equal(valueOf(html, 'code'), '');
      assert.deepEqual(await connectionsOf(setup, link.userId), []);
      assert.deepEqual(await outcomeOf(setup, await link.signIn('peloton', { code: '123456' })), { state: 'success' });
    });

  it('returns to the site as incorrect_mfa_code with on_error', async () => {
    const { setup, link } = await openCodeForm({ redirectUrl, onError: 'redirect' });
    const { error_type } = await outcomeOf(setup, await link.signIn('peloton', { code: '0' }));
    assert.equal(error_type, 'incorrect_mfa_code');
  });

  it('does not connect when it was not requested', async () => {
    const setup = setUp();
    const link = await openLink(setup, { redirectUrl }, '');
    const answer = await followRedirects(setup, await link.signIn('peloton', { code: '123456' }));
    assert.equal(headingOf(await answer.text()), 'Sign in to Peloton');
    await link.signIn('zwift', { username: 'mfa', password });
    await link.signIn('peloton', { code: '123456' });
    assert.deepEqual(await connectionsOf(setup, link.userId), []);
  });
});
