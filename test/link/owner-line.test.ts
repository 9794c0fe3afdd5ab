/** The lines that the site's owner reads in the console: one for each error, with what to do. */
import { expect } from '@open-wc/testing';
import { warnOfMissingHydration } from '../../src/element/deferred-elements.js';
import { junctionErrorTypes, tokenRefusals } from '../../src/junction/error-types.js';
import { unlinkableSlugs } from '../../src/junction/providers.js';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { configurePage, type PageSettings } from '../../src/link/configuration/page-settings.js';
import type { SettingSource } from '../../src/link/configuration/setting-source.js';
import { packageErrorCodes } from '../../src/link/errors.js';
import { findConfigurationErrors } from '../../src/link/launch-settings.js';
import { ownerLine, writeEarlyOwnerLine } from '../../src/link/owner-line.js';
import { warnOfProviders } from '../../src/link/warn-of-providers.js';
import { newConfiguration, resetPageSettings } from '../support/configuration.js';
import {
  addFrame,
  denyStorage,
  heldLinkScript,
  holdLinkScript,
  releaseLinkScript,
  settle,
} from '../support/fault-matrix.js';
import { installFakeVital } from '../support/fake-vital.js';
import { fakePlatform, json, never } from '../support/fake-platform.js';
import { newReturnedLaunch } from '../support/returned-launch.js';
import { runSession, type SessionRun } from '../support/session-run.js';

const token = 'secret-token-0001';
const userId = 'user-7f3a';
const answer = () => json({ link_token: token, link_web_url: `https://link.tryvital.io/?token=${token}` });

interface Row {
  what: string;
  settings?: Partial<Configuration>;
  respond?: () => Response | Promise<Response>;
  /** Called before the launch. */
  before?: (run: SessionRun) => void;
  /** Called while the token loads. */
  during?: (run: SessionRun) => void | Promise<void>;
  /** Called when Link was launched. */
  after?: (run: SessionRun, callLink: (type: string) => void) => void;
  code: string;
  /** What the line names: the attribute or option, or what has failed. */
  names: RegExp;
  /** What the owner can do. */
  advice: RegExp;
}

/** Checks a line of the console. */
function checkLine(line: string | undefined, { code, names, advice }: Pick<Row, 'code' | 'names' | 'advice'>): void {
  expect(line).to.match(new RegExp(`^junction-connect: ${code}: `));
  expect(line).to.match(names);
  expect(line).to.match(advice);
  for (const secret of [token, userId]) expect(line!.includes(secret)).to.equal(false);
}

/** Returns a row for an answer of the endpoint with this status. */
const rejected = (status: number, advice: RegExp, settings: Partial<Configuration> = {}): Row => ({
  what: `the endpoint answers ${settings.method ?? 'post'} with ${status}`,
  settings,
  respond: () => json({ detail: `${userId} ${token}` }, status),
  code: 'token_request_rejected',
  names: new RegExp(`token-endpoint .*${status}`),
  advice,
});

/** Returns a row for an answer of the endpoint that is no Link Token. */
const invalid = (what: string, body: string, names: RegExp, advice: RegExp): Row => ({
  what: `the endpoint answers with ${what}`,
  respond: () => new Response(body),
  code: 'token_response_invalid',
  names,
  advice,
});

/** Returns a row for an error that Link reports. */
const reported = (type: string, advice: RegExp, code = type): Row => ({
  what: `Link reports ${type || 'an error without a type'}`,
  // Link has refused the first token, too. Only the second refusal is an error.
  after: (_run, callLink) => callLink(type),
  code,
  names: /error_type/,
  advice,
});

const { origin } = location;

const errors: Row[] = [
  rejected(400, /allows the providers/),
  rejected(401, /signed in.*credentials.*headers/),
  rejected(403, /origins.*csrf-token/),
  rejected(404, /address.*route for POST/),
  rejected(404, /address.*route for GET/, { method: 'get' }),
  rejected(405, /route for POST.*attribute method/),
  rejected(415, /application\/json/),
  rejected(419, /csrf-token and csrf-header/),
  rejected(422, /log .*onError/),
  rejected(429, /limit/),
  rejected(500, /log .*onError/),
  rejected(503, /log .*onError/),
  {
    what: 'the endpoint cannot be reached',
    respond: () => Promise.reject(new TypeError(`no ${token}`)),
    code: 'token_request_failed',
    names: /token-endpoint /,
    advice: /Check .*CORS.*connect-src/,
  },
  {
    what: 'fetchToken throws',
    settings: { fetchToken: () => Promise.reject(new Error(`${userId} ${token} oura`)) },
    code: 'token_request_failed',
    names: /fetchToken or headers /,
    advice: /cause says why/,
  },
  {
    what: 'headers throws',
    settings: { headers: () => Promise.reject(new Error(`${userId} ${token} oura`)) },
    code: 'token_request_failed',
    names: /fetchToken or headers /,
    advice: /cause says why/,
  },
  {
    what: 'the endpoint is too slow',
    respond: never,
    during: ({ platform }) => platform.expireTimeout(),
    code: 'token_request_timeout',
    names: /token-endpoint or fetchToken /,
    advice: /faster, or give timeout more/,
  },
  invalid('a page', '<!doctype html><title>Sign in</title>', /valid link_token/, /JSON.*sign-in page/),
  invalid('nothing', '', /valid link_token/, /Answer with JSON/),
  invalid('no token', JSON.stringify({ token, user_id: userId }), /valid link_token/, /Answer with JSON/),
  invalid(
    'an address that is not of Link',
    JSON.stringify({ link_token: token, link_web_url: `https://evil.example/?token=${token}` }),
    /valid link_web_url/,
    /configureLink/,
  ),
  {
    what: "Link's script is blocked, and the mode is embed",
    before: () => {
      delete (window as { Vital?: unknown }).Vital;
      holdLinkScript();
    },
    during: () => void heldLinkScript()!.dispatchEvent(new Event('error')),
    code: 'link_unavailable',
    names: /Link's script did not load/,
    advice: /allow it in Content-Security-Policy \(script-src\).*mode="popup"/,
  },
  {
    what: "Link's script is too slow",
    before: () => {
      delete (window as { Vital?: unknown }).Vital;
      holdLinkScript();
    },
    during: async ({ platform }) => {
      await settle(); // The endpoint has answered.
      platform.expireTimeout();
    },
    code: 'link_unavailable',
    names: /Link's script did not load/,
    advice: /allow it in Content-Security-Policy \(script-src\).*mode="popup"/,
  },
  {
    what: "Link's script was replaced",
    before: () =>
      Object.assign(window, {
        Vital: {
          create: () => {
            throw new Error(token);
          },
        },
      }),
    code: 'link_unavailable',
    names: /Link's script failed/,
    advice: /Allow the script in the blocker, or use mode="popup"/,
  },
  {
    what: "a policy of the page refuses Link's frame",
    after: () => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe[src*="tryvital"]')!;
      const init = { effectiveDirective: 'frame-src', blockedURI: frame.src, bubbles: true };
      const fields = { documentURI: origin, originalPolicy: '', statusCode: 200, violatedDirective: 'frame-src' };
      const disposition = 'enforce' as const;
      document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', { ...init, ...fields, disposition }),
      );
    },
    code: 'link_unavailable',
    names: /Content-Security-Policy/,
    advice: /add https:\/\/link\.tryvital\.io to frame-src/,
  },
  {
    what: 'the browser has no sessionStorage for a redirect',
    settings: { mode: 'redirect' },
    before: ({ platform }) => denyStorage(platform),
    code: 'link_unavailable',
    names: /sessionStorage/,
    advice: /use mode="popup"/,
  },
  {
    what: 'the browser opens no window',
    settings: { mode: 'popup' },
    before: ({ platform }) => void (platform.blocksWindows = true),
    code: 'popup_blocked',
    names: /opened no window/,
    advice: /press the link.*open\(\) only during a press/,
  },
  {
    what: 'something closes the window',
    settings: { mode: 'popup' },
    during: ({ platform }) => void (platform.windows[0]!.closed = true),
    code: 'popup_blocked',
    names: /window was closed/,
    advice: /press the link/,
  },
  {
    what: 'a function of the browser fails',
    settings: { mode: 'popup' },
    before: ({ platform }) =>
      Object.assign(platform.AbortSignal, {
        any() {
          throw new Error(`${token} oura`);
        },
      }),
    code: 'unknown_error',
    names: /function of the browser/,
    advice: /Try the page without its other scripts/,
  },
  ...junctionErrorTypes
    .filter((type) => type !== 'user_cancelled' && !(tokenRefusals as readonly string[]).includes(type))
    .map((type) => reported(type, /See error_type in Junction.s documentation/)),
  reported('oura_is_down', /See error_type in Junction.s documentation/, 'undocumented error_type'),
  reported('', /return-url.*query/, 'unknown_error'),
];

/** What can be wrong with the settings. `source` says where the settings come from. Without it, a script has set them. */
const misconfigurations: (Pick<Row, 'what' | 'settings' | 'names' | 'advice'> & {
  source?: SettingSource;
  lists?: PageSettings;
})[] = [
  { what: 'no endpoint', settings: { tokenEndpoint: '' }, names: /token-endpoint=""/, advice: /configurePage/ },
  {
    what: 'an endpoint that is no address',
    settings: { tokenEndpoint: 'ftp://shop.example' },
    names: /token-endpoint="ftp:/,
    advice: /expected an http\(s\) URL/,
  },
  {
    what: 'an endpoint with a password',
    settings: { tokenEndpoint: `https://ada:${token}@shop.example/t` },
    names: /token-endpoint="https:\/\/shop.example\/t"/,
    advice: /without a user name and a password/,
  },
  {
    what: 'an endpoint of another origin, in markup',
    settings: { tokenEndpoint: 'https://api.example/t' },
    source: 'element',
    names: /token-endpoint="https:\/\/api.example\/t"/,
    advice: /add data-allowed-origins="https:\/\/api.example" .*configurePage/,
  },
  {
    what: 'a placeholder with an endpoint, in a page without a list',
    source: 'placeholder',
    names: /token-endpoint="/,
    advice: /add data-token-endpoints="\/api\/link-token" .*configurePage/,
  },
  {
    what: 'a placeholder with an endpoint that is not in the list',
    source: 'placeholder',
    lists: { tokenEndpoints: ['/api/other'] },
    names: /token-endpoint="/,
    advice: /add data-token-endpoints="\/api\/link-token"/,
  },
  ...(
    [
      ['mode', 'mode', 'modal', /expected auto or embed or popup or redirect/],
      ['method', 'method', 'put', /expected post or get/],
      ['credentials', 'credentials', 'always', /expected same-origin or include or omit/],
      ['env', 'env', 'staging', /expected production or sandbox/],
      ['region', 'region', 'de', /expected us or eu/],
      ['timeout', 'timeout', 'soon', /expected 0 or more milliseconds/],
      ['lastScreen', 'last-screen', -1, /expected 0 or more milliseconds/],
      ['returnUrl', 'return-url', 'https://other.example/', /expected a URL of the page's origin/],
      ['returnUrl', 'return-url', 'myapp://return', /expected an http\(s\) URL/],
      ['successUrl', 'success-url', 'javascript:alert(1)', /expected an http\(s\) URL/],
      ['csrfHeader', 'csrf-header', 'X CSRF', /expected the name of a header/],
      ['dataLayer', 'data-layer', 'location', /expected the name of a global array/],
    ] as const
  ).map(([property, attribute, value, advice]) => ({
    what: `${attribute}="${value}"`,
    settings: { [property]: value },
    names: new RegExp(`<junction-connect ${attribute}="`),
    advice,
  })),
  ...(['successUrl', 'exitUrl', 'errorUrl'] as const).map((property) => ({
    what: `${property} of another origin, in markup`,
    settings: { [property]: 'https://other.example/' },
    source: 'element' as const,
    names: new RegExp(`<junction-connect ${property.replace('Url', '-url')}="https://other.example/"`),
    advice: /add data-allowed-origins="https:\/\/other.example" .*configurePage/,
  })),
  {
    what: 'csrf-header with another header, in markup',
    settings: { csrfHeader: 'X-HTTP-Method-Override' },
    source: 'element',
    names: /csrf-header="X-HTTP-Method-Override"/,
    advice: /expected a name with csrf or xsrf/,
  },
  ...(['provider', 'providers'] as const).map((property) => ({
    what: `${property} that only a mobile SDK can connect`,
    settings: { [property]: unlinkableSlugs[0] },
    names: new RegExp(`<junction-connect ${property}>`),
    advice: /expected providers that can connect without a mobile SDK/,
  })),
];

describe('the console, for the site’s owner', () => {
  for (const row of errors) {
    const { what, settings = {}, respond = answer, before, during, after } = row;
    it(`has one line with what to do: ${what}`, async () => {
      const vital = installFakeVital({ duringOpen: () => addFrame('https://link.tryvital.io/frame') });
      const run = runSession({ mode: 'embed', provider: 'oura', ...settings }, respond);
      try {
        before?.(run);
        const launched = run.session.launch();
        await during?.(run);
        await launched;
        after?.(run, (type) => vital.call('onError', { error_type: type, provider: 'oura', token, user_id: userId }));
        const { warnings } = run.platform;
        expect(run.types()).to.deep.equal(['error']);
        expect(warnings.length).to.equal(1);
        checkLine(warnings[0], row);
        expect(warnings[0]!.includes('oura')).to.equal(false);
      } finally {
        run.session.end('page');
        vital.uninstall();
        releaseLinkScript();
        document.querySelectorAll('iframe').forEach((frame) => frame.remove());
      }
    });
  }

  for (const code of tokenRefusals) {
    it(`has one line with what to do: Link refuses two tokens with ${code}`, async () => {
      const vital = installFakeVital();
      const run = runSession({ mode: 'embed' }, answer);
      await run.session.launch();
      vital.call('onError', code);
      await run.loaded();
      expect(run.platform.warnings).to.deep.equal([]);
      vital.call('onError', code);
      vital.uninstall();
      expect(run.platform.warnings.length).to.equal(1);
      checkLine(run.platform.warnings[0], {
        code,
        names: /token-endpoint or fetchToken/,
        advice: /new token.*no cache/,
      });
    });
  }

  it('has one line with what to do: Link returns without a readable outcome', () => {
    const run = runSession({ mode: 'redirect' }, answer, { returned: newReturnedLaunch('') });
    run.session.acceptReturn();
    expect(run.platform.warnings.length).to.equal(1);
    checkLine(run.platform.warnings[0], {
      code: 'unknown_error',
      names: /return-url/,
      advice: /check that nothing removes the query/,
    });
  });

  for (const { what, settings, source = 'page', lists, ...expected } of misconfigurations) {
    it(`has one line for a fault of the configuration, and it is the same before a press: ${what}`, async () => {
      if (lists) configurePage(lists);
      const properties = { mode: 'popup', ...settings };
      const sourceOf = () => source;
      const run = runSession(properties, answer, { sourceOf });
      await run.session.launch();
      const platform = fakePlatform(never);
      const globalsBefore = Object.keys(window).length;
      const found = findConfigurationErrors(newConfiguration(properties), sourceOf, platform);
      resetPageSettings();
      expect([run.types(), run.platform.warnings.length]).to.deep.equal([['error'], 1]);
      checkLine(run.platform.warnings[0], { code: 'configuration_invalid', ...expected });
      expect([...found.values()].map(ownerLine)).to.deep.equal(run.platform.warnings);
      expect([platform.requests, platform.windows, platform.warnings]).to.deep.equal([[], [], []]);
      expect(Object.keys(window).length).to.equal(globalsBefore);
    });
  }

  it('has one line for an element that no framework hydrates, and no second one in the same page', () => {
    const platform = fakePlatform(never);
    warnOfMissingHydration('junction-connect', platform);
    warnOfMissingHydration('junction-connect', platform);
    expect(platform.warnings.length).to.equal(1);
    expect(platform.warnings[0]).to.match(
      /^junction-connect: <junction-connect defer-hydration>: .*Load the script .*, or remove defer-hydration$/,
    );
  });

  it('has a row for each code', () => {
    const rows = [...errors.map(({ code }) => code), 'configuration_invalid', ...tokenRefusals];
    const codes: string[] = [...packageErrorCodes, ...junctionErrorTypes].filter((code) => code !== 'user_cancelled');
    expect(codes.filter((code) => !rows.includes(code))).to.deep.equal([]);
  });

  it('has no line before a press when nothing is wrong, and a missing data layer is not created', () => {
    const fine: Partial<Configuration>[] = [
      {},
      { tokenEndpoint: '', fetchToken: () => token },
      { returnUrl: '/return', successUrl: '/thanks', dataLayer: 'missingLayer' },
      { mode: ' “POPUP” ', method: 'GET', timeout: '', lastScreen: 0 },
    ];
    for (const settings of fine) {
      const found = findConfigurationErrors(newConfiguration(settings), () => 'page', fakePlatform(never));
      expect([...found.keys()]).to.deep.equal([]);
    }
    expect('missingLayer' in window).to.equal(false);
  });

  it('has a line before a press for each fault of an element, and a launch reports the first of them', async () => {
    const wrong: Partial<Configuration> = {
      tokenEndpoint: 'ftp://shop.example',
      method: 'put',
      credentials: 'always',
      csrfHeader: 'X CSRF',
      provider: unlinkableSlugs[0],
      providers: unlinkableSlugs[0],
      mode: 'modal',
      returnUrl: 'https://other.example/',
      env: 'live',
      region: 'de',
      timeout: 'soon',
      lastScreen: NaN, // The property has this value when the attribute is no number.
      successUrl: 'javascript:alert(1)',
      exitUrl: 'ftp://a',
      errorUrl: 'https://',
      dataLayer: 'location',
    };
    const platform = fakePlatform(never);
    const found = findConfigurationErrors(newConfiguration(wrong), () => 'page', platform);
    expect([...found.keys()].sort()).to.deep.equal(Object.keys(wrong).sort());
    for (const [setting, { code, message }] of found) {
      expect(code).to.equal('configuration_invalid');
      const attribute = setting.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
      expect(message).to.match(new RegExp(`^<junction-connect ${attribute}[=>]`));
      expect(message).not.to.contain('NaN');
    }
    const run = runSession(wrong, answer);
    await run.session.launch();
    expect(run.platform.warnings).to.deep.equal([ownerLine([...found.values()][0]!)]);
    expect(platform.warnings).to.deep.equal([]);
  });

  it('has only the line of the frame before a press where a frame makes every launch fail', () => {
    const platform = Object.assign(fakePlatform(never), { self: { origin: 'null' } });
    platform.isFramed = true;
    const found = findConfigurationErrors(newConfiguration({ mode: 'modal' }), () => 'page', platform);
    expect([...found.values()].map(({ message }) => message)).to.deep.equal([
      '<iframe sandbox>: allow-same-origin is missing',
    ]);
  });

  it('has a line before a press for mode="redirect" in a frame, and none for a modal dialog, which may close', () => {
    const platform = fakePlatform(never);
    platform.isFramed = true;
    const framed = findConfigurationErrors(newConfiguration({ mode: 'redirect' }), () => 'page', platform);
    expect(framed.get('mode')!.message).to.match(/mode="redirect".*in a frame/);
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.showModal();
    const covered = findConfigurationErrors(newConfiguration({ mode: 'embed' }), () => 'page', fakePlatform(never));
    dialog.remove();
    expect(covered.size).to.equal(0);
  });

  it('is not written again by the first press after it was written without one', async () => {
    const platform = fakePlatform(answer);
    const press = () => runSession({ mode: 'modal' }, answer, { platform }).session.launch();
    const lineCounts: number[] = [];
    for (const step of ['check', 'check', 'press', 'check', 'press', 'press', 'check']) {
      const errors = findConfigurationErrors(newConfiguration({ mode: 'modal' }), () => 'page', platform);
      if (step === 'check') writeEarlyOwnerLine(errors.get('mode')!, platform);
      else await press();
      lineCounts.push(platform.warnings.length);
    }
    expect(lineCounts).to.deep.equal([1, 1, 1, 1, 2, 3, 3]);
    expect(new Set(platform.warnings).size).to.equal(1);
  });

  it('has a line for each error, also when it is the same again', async () => {
    const platform = fakePlatform(() => json({}, 500));
    for (let press = 0; press < 2; press++) await runSession({ mode: 'popup' }, answer, { platform }).session.launch();
    expect(platform.warnings.length).to.equal(2);
  });

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

    it('has no second line for it when the check before a press has written it', async () => {
      const vital = installFakeVital();
      const { platform, session } = runSession(settings, answer);
      warnOfProviders(newConfiguration({ provider: 'fitbit' }), platform);
      await session.launch();
      vital.uninstall();
      expect(slugsIn(platform.warnings)).to.deep.equal(['fitbit', 'map_my_fitness']);
      session.end('page');
    });

    it('has only the line of the error at a launch when other settings are invalid', async () => {
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
