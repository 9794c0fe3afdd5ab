import { expect } from '@open-wc/testing';
import { JunctionConnect } from '../../src/index.js';
import { addElement } from '../support/element.js';

/** A value for each property, other than its default. */
const values: { [Name in keyof typeof JunctionConnect.properties]: unknown } = {
  tokenEndpoint: '/api/link-token',
  method: 'get',
  credentials: 'include',
  csrfToken: 'csrf-1',
  csrfHeader: 'X-Other',
  provider: 'garmin',
  providers: ['oura', 'garmin', 'google_health'],
  mode: 'popup',
  returnUrl: '/back',
  env: 'sandbox',
  region: 'eu',
  timeout: 500,
  lastScreen: 0,
  disabled: true,
  label: 'Add a watch',
  successUrl: '/thank-you',
  exitUrl: '/later',
  errorUrl: '/sorry',
  dataLayer: 'dataLayer',
  connected: 'oura',
  messages: { label: 'Add a watch' },
  appearance: 'outlined',
  size: 'large',
  prefetch: 'none',
  headers: () => ({}),
  fetchToken: () => 'token',
};

describe('a property that is set to undefined', () => {
  it('is in the table below, whichever it is', () => {
    expect(Object.keys(values)).to.have.members(Object.keys(JunctionConnect.properties));
  });

  for (const [name, value] of Object.entries(values)) {
    it(`has its default again: ${name}`, async () => {
      const element = document.createElement('junction-connect') as unknown as Record<string, unknown>;
      const before = element[name];
      element[name] = value;
      expect(element[name]).to.equal(value);
      element[name] = undefined;
      expect(element[name]).to.deep.equal(before);
    });
  }

  it('changes nothing after a success, as long as it was unset before', async () => {
    const { element } = await addElement();
    const set = (connected: string | undefined) => Object.assign(element, { connected });
    set(undefined);
    set('oura');
    expect(element.status).to.equal('connected');
    set(undefined);
    expect(element.status).to.equal('idle');
    set(undefined);
    expect(element.connected).to.equal(false);
  });

  it('enables the element again', async () => {
    const { element, button } = await addElement();
    element.disabled = true;
    await element.updateComplete;
    expect(button().disabled).to.equal(true);
    Object.assign(element, { disabled: undefined });
    await element.updateComplete;
    expect([button().disabled, element.hasAttribute('disabled')]).to.deep.equal([false, false]);
  });
});
