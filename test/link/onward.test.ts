import { expect } from '@open-wc/testing';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import type { Outcome } from '../../src/link/outcome.js';
import { continuesOnPress } from '../../src/link/phase.js';
import { json } from '../support/fake-platform.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { runSession } from '../support/session-run.js';

const pages = { successUrl: '/thanks', exitUrl: 'later?from=link', errorUrl: 'https://help.example/#link' };
const absolute = (path: string) => new URL(path, document.baseURI).href;

describe('the address that the page goes to after a session', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  const newRun = (
    properties: Partial<Configuration> = {},
    respond = () => json('secret-token-0001'),
    onOutcome?: (outcome: Outcome) => void,
  ) => runSession({ ...pages, ...properties }, respond, { onOutcome });

  it('is none without an attribute', async () => {
    const { platform, launch } = runSession({}, () => json('secret-token-0001'));
    await launch();
    vital.call('onSuccess');
    expect(platform.assigned).to.deep.equal([]);
  });

  it('is success-url after a success, and no other when Link reports an exit then', async () => {
    const { platform, launch } = newRun();
    await launch();
    vital.call('onSuccess');
    vital.call('onExit');
    expect(platform.assigned).to.deep.equal([absolute('/thanks')]);
  });

  it('is exit-url when the person leaves, and success-url when a success comes later', async () => {
    const { platform, launch } = newRun();
    await launch();
    vital.call('onExit');
    expect(platform.assigned).to.deep.equal([absolute('later?from=link')]);
    vital.call('onSuccess');
    expect(platform.assigned[1]).to.equal(absolute('/thanks'));
  });

  it('comes from the attributes at the launch, although they change later', async () => {
    const { platform, launch, configure } = newRun();
    await launch();
    configure({ successUrl: '/elsewhere', exitUrl: '' });
    vital.call('onExit');
    vital.call('onSuccess');
    expect(platform.assigned).to.deep.equal([absolute('later?from=link'), absolute('/thanks')]);
  });

  it('is none when the page ends the session', async () => {
    const { platform, session, types, launch } = newRun();
    await launch();
    session.end('page');
    expect([types(), platform.assigned]).to.deep.equal([['exit'], []]);
  });

  it('is none when another session replaces this one', async () => {
    const { platform, session, types, launch } = newRun();
    await launch();
    session.end('replaced');
    expect([types(), platform.assigned]).to.deep.equal([['exit'], []]);
  });

  it('is error-url after an error that ends the session', async () => {
    const { platform, launch } = newRun({}, () => new Response('', { status: 503 }));
    await launch();
    expect(platform.assigned).to.deep.equal(['https://help.example/#link']);
  });

  it('is none while the person can continue in an embedded Link after an error, and exit-url when the person leaves', async () => {
    const { platform, launch } = newRun();
    await launch();
    vital.call('onError', 'provider_credential_error');
    vital.call('onError', 'incorrect_mfa_code');
    expect(platform.assigned).to.deep.equal([]);
    vital.call('onExit');
    expect(platform.assigned).to.deep.equal([absolute('later?from=link')]);
  });

  it('is none after an error that Link reports while it is opened, because the person can continue in it', async () => {
    vital.uninstall();
    vital = installFakeVital({ duringOpen: (config) => config.onError!('provider_api_error') });
    const { platform, types, launch } = newRun();
    await launch();
    expect([types(), platform.assigned]).to.deep.equal([['error'], []]);
  });

  it('is error-url when a listener of the error ends the session', async () => {
    const { platform, types, session, launch } = newRun({}, undefined, (outcome) => {
      if (outcome.type === 'error') session.end('page');
    });
    await launch();
    vital.call('onError', 'provider_api_error');
    expect([types(), platform.assigned]).to.deep.equal([['error', 'exit'], ['https://help.example/#link']]);
  });

  it('is error-url when Link has removed its frame and reports an error', async () => {
    const frame = document.createElement('iframe');
    vital.uninstall();
    vital = installFakeVital({ duringOpen: () => void document.body.append(frame) });
    const { platform, launch } = newRun();
    await launch();
    frame.remove();
    vital.call('onError', 'provider_api_error');
    expect(platform.assigned).to.deep.equal(['https://help.example/#link']);
  });

  it('is none while a blocked window waits for a press, or a fresh token is requested', async () => {
    const blocked = newRun({ mode: 'popup' });
    blocked.platform.blocksWindows = true;
    await blocked.launch();
    expect([blocked.types(), blocked.platform.assigned]).to.deep.equal([['error'], []]);
    const refreshed = newRun();
    await refreshed.launch();
    vital.call('onError', 'token_expired');
    await refreshed.loaded();
    expect(refreshed.platform.assigned).to.deep.equal([]);
  });

  const invalid: [property: string, value: string, attribute: string][] = [
    ['successUrl', 'javascript:alert(1)', 'success-url="javascript:alert(1)"'],
    ['successUrl', ' java\nscript:alert(1)', 'success-url='],
    ['exitUrl', 'data:text/html,hi', 'exit-url='],
    ['errorUrl', 'https://', 'error-url="https://"'],
    ['dataLayer', 'location', 'data-layer="location"'],
    ['dataLayer', '__proto__', 'data-layer="__proto__"'],
    ['dataLayer', 'undefined', 'data-layer="undefined"'],
    ['dataLayer', 'clobbered', 'data-layer="clobbered"'],
    ['dataLayer', 'opener', 'data-layer="opener"'],
    ['dataLayer', 'onerror', 'data-layer="onerror"'],
    ['dataLayer', 'emptyGlobal', 'data-layer="emptyGlobal"'],
  ];
  invalid.forEach(([property, value, attribute]) => {
    it(`refuses ${attribute} before any request`, async () => {
      const form = document.body.appendChild(Object.assign(document.createElement('form'), { id: 'clobbered' }));
      Object.assign(globalThis, { emptyGlobal: null });
      const before = [window.opener, window.onerror] as unknown[];
      const { outcomes, platform, launch } = newRun({ errorUrl: '', [property]: value });
      await launch();
      form.remove();
      expect([window.opener, window.onerror]).to.deep.equal(before);
      expect(outcomes[0]!.error!.code).to.equal('configuration_invalid');
      expect(outcomes[0]!.error!.message).to.contain(attribute);
      expect([platform.requests, platform.assigned]).to.deep.equal([[], []]);
    });
  });
});

describe('a session in a sandboxed frame', () => {
  it('reports that allow-popups is missing when no window opens during a press', async () => {
    const { outcomes, platform, session, launch } = runSession({ mode: 'popup' }, () => json('secret-token-0001'));
    Object.assign(platform, { isFramed: true, isPressed: true, blocksWindows: true });
    await launch();
    expect(outcomes[0]!.error!.code).to.equal('configuration_invalid');
    expect(outcomes[0]!.error!.message).to.contain('allow-popups');
    expect(continuesOnPress(session.phase)).to.equal(false);
  });

  it('reports popup_blocked when no window opens without a press', async () => {
    const { outcomes, platform, launch } = runSession({ mode: 'popup' }, () => json('secret-token-0001'));
    Object.assign(platform, { isFramed: true, blocksWindows: true });
    await launch();
    expect(outcomes[0]!.error!.code).to.equal('popup_blocked');
  });
});
