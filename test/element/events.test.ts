import { expect } from '@open-wc/testing';
import { JunctionConnectError } from '../../src/index.js';
import { addElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

describe('the events of <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  it('report a connection, with the id of one session', async () => {
    const { element, events, types } = await addElement();
    await element.open();
    vital.call('onSuccess', { provider_slug: 'oura' });
    expect(types()).to.deep.equal(['junction-open', 'junction-success']);
    const [opened, succeeded] = events.map(({ detail }) => detail as Record<string, unknown>);
    expect(opened).to.have.all.keys('sessionId', 'mode');
    expect(succeeded).to.deep.equal({ ...opened, provider: 'oura', metadata: { provider_slug: 'oura' } });
    expect(opened!.mode).to.equal('embed');
    expect(opened!.sessionId).to.be.a('string').and.not.equal('');
  });

  it('name the provider of the attribute, also when a listener has set it', async () => {
    const { element, events } = await addElement();
    element.provider = 'garmin';
    element.addEventListener('junction-open', () => (element.provider = 'oura'), { once: true });
    await element.open();
    element.provider = 'fitbit';
    vital.call('onSuccess');
    expect((events.at(-1)!.detail as { provider: string }).provider).to.equal('oura');
  });

  it('bubble, are composed and cancelable', async () => {
    const { element, events } = await addElement();
    await element.open();
    vital.call('onError', { error_type: 'provider_credential_error' });
    vital.call('onExit');
    await element.open();
    vital.call('onSuccess');
    expect(events.length).to.equal(5);
    events.forEach((event) => expect(event).to.include({ bubbles: true, composed: true, cancelable: true }));
  });

  it('have a different id for each session', async () => {
    const { element, events } = await addElement();
    await element.open();
    vital.call('onExit');
    await element.open();
    const opened = events
      .filter(({ type }) => type === 'junction-open')
      .map(({ detail }) => (detail as { sessionId: string }).sessionId);
    expect(new Set(opened).size).to.equal(2);
  });

  it('contain a JunctionConnectError', async () => {
    const { element, events } = await addElement(html`<junction-connect provider="oura"></junction-connect>`);
    await element.open();
    const { error, provider } = events[1]!.detail as { error: unknown; provider: unknown };
    expect(error).to.be.instanceOf(JunctionConnectError);
    expect(error).to.include({ code: 'configuration_invalid', retryable: false });
    expect((error as Error).message).to.contain('token-endpoint=""');
    expect(provider).to.equal('oura');
  });

  it('let a page prevent the launch before any request', async () => {
    let requests = 0;
    const fetchToken = async () => String((requests += 1));
    const { element, types } = await addElement(html`<junction-connect .fetchToken=${fetchToken}></junction-connect>`);
    element.addEventListener('junction-open', (event) => event.preventDefault());
    await element.open();
    expect(types()).to.deep.equal(['junction-open']);
    expect([requests, vital.created.length, element.status]).to.deep.equal([0, 0, 'idle']);
  });

  it('come early enough to set the properties of the launch', async () => {
    const { element } = await addElement(html`<junction-connect></junction-connect>`);
    element.addEventListener('junction-open', () => (element.fetchToken = () => token));
    await element.open();
    expect(vital.openedTokens).to.deep.equal([token]);
  });

  it('never contain the token', async () => {
    const { element, events } = await addElement();
    await element.open();
    vital.call('onError', token, { error_type: token, token });
    vital.call('onSuccess', { token, link: `https://link.tryvital.io/?token=${token}` });
    expect(events.length).to.equal(3);
    events.forEach(({ detail }) => expect(JSON.stringify(detail)).not.to.contain(token));
    expect(element.outerHTML + element.shadowRoot!.innerHTML).not.to.contain(token);
  });
});
