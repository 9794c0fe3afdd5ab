/** The lines that the site's owner reads in the console: one for each error, with what to do. */
import { expect } from '@open-wc/testing';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { installFakeVital } from '../support/fake-vital.js';
import { json, never } from '../support/fake-platform.js';
import { runSession, type SessionRun } from '../support/session-run.js';

const token = 'secret-token-0001';
const userId = 'user-7f3a';
const answer = () => json({ link_token: token, link_web_url: `https://link.tryvital.io/?token=${token}` });

interface Row {
  what: string;
  settings?: Partial<Configuration>;
  respond?: () => Response | Promise<Response>;
  /** Called when Link was launched. */
  act?: (run: SessionRun, callLink: (type: string) => void) => void;
  /** What the line must have: the code, the attribute, and what to do. */
  line: RegExp;
}

/** Returns a row for an answer of the endpoint with this status. */
const rejected = (status: number, advice: RegExp): Row => ({
  what: `the endpoint answers ${status}`,
  respond: () => json({ detail: `${userId} ${token}` }, status),
  line: new RegExp(`^junction-connect: token_request_rejected: token-endpoint .*${status}.*${advice.source}`),
});

const table: Row[] = [
  {
    what: 'an unknown mode',
    settings: { mode: 'modal' },
    line: /configuration_invalid: .*mode="modal".*expected auto/,
  },
  { what: 'no endpoint', settings: { tokenEndpoint: '' }, line: /configuration_invalid: .*token-endpoint="".*http/ },
  {
    what: 'an endpoint with a password',
    settings: { tokenEndpoint: `https://ada:${token}@shop.example/t` },
    line: /configuration_invalid: .*token-endpoint="https:\/\/shop.example\/t"/,
  },
  {
    what: 'a next page that is a script',
    settings: { successUrl: 'javascript:alert(1)' },
    line: /configuration_invalid: .*success-url/,
  },
  rejected(401, /signed in.*credentials/),
  rejected(403, /csrf-token/),
  rejected(404, /address/),
  rejected(405, /method/),
  rejected(422, /log/),
  rejected(429, /too many/),
  rejected(500, /log/),
  {
    what: 'the endpoint cannot be reached',
    respond: () => Promise.reject(new TypeError(`no ${token}`)),
    line: /token_request_failed: token-endpoint .*CORS/,
  },
  {
    what: 'fetchToken throws',
    settings: { fetchToken: () => Promise.reject(new Error(`${userId} ${token} oura`)) },
    line: /token_request_failed: .*fetchToken or headers .*cause/,
  },
  {
    what: 'the endpoint is too slow',
    respond: never,
    act: ({ platform }) => platform.expireTimeout(),
    line: /token_request_timeout: token-endpoint .*timeout/,
  },
  {
    what: 'the answer has no token',
    respond: () => json({ token, user_id: userId }),
    line: /token_response_invalid: token-endpoint .*link_token/,
  },
  {
    what: 'the browser opens no window',
    settings: { mode: 'popup' },
    act: ({ platform }) => void (platform.blocksWindows = true),
    line: /popup_blocked: .*link.*press/,
  },
  {
    what: 'Link reports a documented error',
    act: (_run, callLink) => callLink('provider_credential_error'),
    line: /provider_credential_error: .*Junction/,
  },
  {
    what: 'Link reports an error that names the provider',
    act: (_run, callLink) => callLink('oura_is_down'),
    line: /undocumented error_type: .*Junction/,
  },
  {
    what: 'Link reports an error without a type',
    act: (_run, callLink) => callLink(''),
    line: /unknown_error: /,
  },
];

describe('the console, for the site’s owner', () => {
  for (const { what, settings = {}, respond = answer, act, line } of table) {
    it(`has one line with what to do: ${what}`, async () => {
      const vital = installFakeVital();
      const run = runSession({ mode: 'embed', provider: 'oura', ...settings }, respond);
      if (settings.mode === 'popup') act?.(run, () => {});
      const launched = run.session.launch();
      if (respond === never) act?.(run, () => {});
      await launched;
      if (vital.created.length > 0)
        act?.(run, (type) => vital.call('onError', { error_type: type, provider: 'oura', token, user_id: userId }));
      vital.uninstall();
      const { warnings } = run.platform;
      expect(run.types()).to.deep.equal(['error']);
      expect(warnings.length).to.equal(1);
      expect(warnings[0]).to.match(/^junction-connect: /);
      expect(warnings[0]).to.match(line);
      for (const secret of [token, userId, 'oura']) expect(warnings[0]!.includes(secret)).to.equal(false);
      run.session.end('page');
    });
  }

  it('has no line for a press that is cancelled, for an exit, and for a success', async () => {
    const vital = installFakeVital();
    const run = runSession({ mode: 'embed' }, answer);
    await run.session.launch();
    vital.call('onError', { error_type: 'user_cancelled' });
    vital.call('onSuccess', { provider_slug: 'oura' });
    vital.uninstall();
    expect([run.types(), run.platform.warnings]).to.deep.equal([['exit', 'success'], []]);
  });

  it('has one line for a second blocked window', async () => {
    const run = runSession({ mode: 'popup' }, answer);
    run.platform.blocksWindows = true;
    await run.session.launch();
    await run.session.press();
    expect(run.platform.warnings.length).to.equal(1);
  });

  it('says why Link was replaced by a link in the page, although that is no error', async () => {
    const run = runSession({ mode: 'auto' }, answer);
    const launched = run.session.launch();
    document.querySelector('script[src*="initialize.js"]')!.dispatchEvent(new Event('error'));
    await launched;
    expect(run.types()).to.deep.equal([]);
    expect(run.platform.warnings.length).to.equal(1);
    expect(run.platform.warnings[0]).to.match(/link_unavailable: Link's script .*script-src/);
    run.session.end('page');
  });

  describe('when a provider is closed or deprecated', () => {
    const slugsIn = (lines: readonly string[]) => lines.map((line) => /"(\w+)" is/.exec(line)?.[1]);
    const settings = { mode: 'embed', providers: 'oura fitbit map_my_fitness' };

    it('has one line for each, and Link still gets them', async () => {
      const vital = installFakeVital();
      const run = runSession(settings, answer);
      await run.session.launch();
      vital.uninstall();
      expect(run.types()).to.deep.equal([]);
      expect(slugsIn(run.platform.warnings)).to.deep.equal(['fitbit', 'map_my_fitness']);
      expect(run.platform.requests[0]!.init.body).to.equal(
        JSON.stringify({ filter_on_providers: ['oura', 'fitbit', 'map_my_fitness'] }),
      );
      run.session.end('page');
    });

    it('has no second line for it in the same page, at another launch or in another element', async () => {
      const vital = installFakeVital();
      const { platform, session } = runSession(settings, answer);
      await session.launch();
      session.end('page');
      const other = runSession({ mode: 'embed', provider: 'fitbit', providers: 'whoop' }, answer, { platform });
      await other.session.launch();
      vital.uninstall();
      expect(slugsIn(platform.warnings)).to.deep.equal(['fitbit', 'map_my_fitness', 'whoop']);
      other.session.end('page');
    });

    it('has no line before a launch, and only that of the error when other settings are invalid', async () => {
      const run = runSession({ ...settings, method: 'put' }, answer);
      expect(run.platform.warnings).to.deep.equal([]);
      await run.session.launch();
      expect(run.platform.warnings.length).to.equal(1);
      expect(run.platform.warnings[0]).to.match(/method="put"/);
    });

    it('launches Link also when the console throws', async () => {
      const vital = installFakeVital();
      const run = runSession(settings, answer);
      run.platform.console.warn = () => {
        throw new Error('no warnings in this test');
      };
      await run.session.launch();
      vital.uninstall();
      expect(run.session.phase.name).to.equal('open');
      run.session.end('page');
    });
  });
});
