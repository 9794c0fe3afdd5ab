import { expect } from '@open-wc/testing';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import type { Outcome } from '../../src/link/outcome.js';
import { continuesOnPress } from '../../src/link/phase.js';
import { json } from '../support/fake-platform.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { runSession } from '../support/session-run.js';

const pages = { successUrl: '/thanks', exitUrl: 'later?from=link', errorUrl: 'https://help.example/#link' };
const at = (path: string) => new URL(path, document.baseURI).href;

describe('where the page goes after a session', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  const newRun = (
    properties: Partial<Configuration> = {},
    respond = () => json('secret-token-0001'),
    onOutcome?: (outcome: Outcome) => void,
  ) => runSession({ ...pages, ...properties }, respond, { onOutcome });

  it('is nowhere unless it is said', async () => {
    const { platform, launch } = runSession({}, () => json('secret-token-0001'));
    await launch();
    vital.call('onSuccess');
    expect(platform.left).to.deep.equal([]);
  });

  it('is success-url after a success, and nowhere else when Link has left then', async () => {
    const { platform, launch } = newRun();
    await launch();
    vital.call('onSuccess');
    vital.call('onExit');
    expect(platform.left).to.deep.equal([at('/thanks')]);
  });

  it('is exit-url when the person leaves, and success-url when a success comes after all', async () => {
    const { platform, launch } = newRun();
    await launch();
    vital.call('onExit');
    expect(platform.left).to.deep.equal([at('later?from=link')]);
    vital.call('onSuccess');
    expect(platform.left[1]).to.equal(at('/thanks'));
  });

  it('is what the attributes say at the launch, although they change later', async () => {
    const { platform, launch, configure } = newRun();
    await launch();
    configure({ successUrl: '/elsewhere', exitUrl: '' });
    vital.call('onExit');
    vital.call('onSuccess');
    expect(platform.left).to.deep.equal([at('later?from=link'), at('/thanks')]);
  });

  it('is left to the page that ends the session itself', async () => {
    const { platform, session, types, launch } = newRun();
    await launch();
    session.end('page');
    expect([types(), platform.left]).to.deep.equal([['exit'], []]);
  });

  it('is nowhere when another session follows at once', async () => {
    const { platform, session, types, launch } = newRun();
    await launch();
    session.end('replaced');
    expect([types(), platform.left]).to.deep.equal([['exit'], []]);
  });

  it('is error-url after an error that ends the session', async () => {
    const { platform, launch } = newRun({}, () => new Response('', { status: 503 }));
    await launch();
    expect(platform.left).to.deep.equal(['https://help.example/#link']);
  });

  it('is nowhere while an embedded Link may recover from an error, and exit-url when the person gives up', async () => {
    const { platform, launch } = newRun();
    await launch();
    vital.call('onError', 'provider_credential_error');
    vital.call('onError', 'incorrect_mfa_code');
    expect(platform.left).to.deep.equal([]);
    vital.call('onExit');
    expect(platform.left).to.deep.equal([at('later?from=link')]);
  });

  it('is nowhere after an error that Link reports while it is opened: the person may go on in it', async () => {
    vital.uninstall();
    vital = installFakeVital({ onOpen: (config) => config.onError!('provider_api_error') });
    const { platform, types, launch } = newRun();
    await launch();
    expect([types(), platform.left]).to.deep.equal([['error'], []]);
  });

  it('is error-url when a listener of the error ends the session', async () => {
    const { platform, types, session, launch } = newRun({}, undefined, (outcome) => {
      if (outcome.type === 'error') session.end('page');
    });
    await launch();
    vital.call('onError', 'provider_api_error');
    expect([types(), platform.left]).to.deep.equal([['error', 'exit'], ['https://help.example/#link']]);
  });

  it('is error-url when Link has gone with its error', async () => {
    const frame = document.createElement('iframe');
    vital.uninstall();
    vital = installFakeVital({ onOpen: () => void document.body.append(frame) });
    const { platform, launch } = newRun();
    await launch();
    frame.remove();
    vital.call('onError', 'provider_api_error');
    expect(platform.left).to.deep.equal(['https://help.example/#link']);
  });

  it('is nowhere while a blocked window waits for a press, or a token is fetched anew', async () => {
    const blocked = newRun({ mode: 'popup' });
    blocked.platform.blocksWindows = true;
    await blocked.launch();
    expect([blocked.types(), blocked.platform.left]).to.deep.equal([['error'], []]);
    const refreshed = newRun();
    await refreshed.launch();
    vital.call('onError', 'token_expired');
    await refreshed.loaded();
    expect(refreshed.platform.left).to.deep.equal([]);
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
  ];
  invalid.forEach(([property, value, attribute]) => {
    it(`refuses ${attribute} before any request`, async () => {
      const clobber = document.body.appendChild(Object.assign(document.createElement('form'), { id: 'clobbered' }));
      const { told, platform, launch } = newRun({ errorUrl: '', [property]: value });
      await launch();
      clobber.remove();
      expect(told[0]!.error!.code).to.equal('configuration_invalid');
      expect(told[0]!.error!.message).to.contain(attribute);
      expect([platform.requests, platform.left]).to.deep.equal([[], []]);
    });
  });
});

describe('a session in a sandboxed frame', () => {
  it('names allow-popups when a press that is felt opens no window', async () => {
    const { told, platform, session, launch } = runSession({ mode: 'popup' }, () => json('secret-token-0001'));
    Object.assign(platform, { isFramed: true, isPressed: true, blocksWindows: true });
    await launch();
    expect(told[0]!.error!.code).to.equal('configuration_invalid');
    expect(told[0]!.error!.message).to.contain('allow-popups');
    expect(continuesOnPress(session.phase)).to.equal(false);
  });

  it('takes a window that opens without a press for blocked', async () => {
    const { told, platform, launch } = runSession({ mode: 'popup' }, () => json('secret-token-0001'));
    Object.assign(platform, { isFramed: true, blocksWindows: true });
    await launch();
    expect(told[0]!.error!.code).to.equal('popup_blocked');
  });
});
