import { expect } from '@open-wc/testing';
import { define } from '../../src/element/define.js';
import { JunctionConnect } from '../../src/index.js';
import { token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

let count = 0;

/**
 * Returns an element that a page has created before the script is loaded, with these properties. `upgrade` has the effect of
 * the script.
 */
function addEarly(properties: Partial<JunctionConnect>) {
  const name = `junction-connect-early-${(count += 1)}`;
  const element = Object.assign(document.createElement(name) as JunctionConnect, properties);
  document.body.append(element);
  return { element, upgrade: () => customElements.define(name, class extends JunctionConnect {}) };
}

describe('<junction-connect> that was created before the script was loaded', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  const properties: Partial<JunctionConnect> = {
    tokenEndpoint: '/early',
    method: 'get',
    credentials: 'include',
    csrfToken: 'csrf-1',
    csrfHeader: 'X-Early',
    provider: 'fitbit',
    providers: ['oura'],
    mode: 'embed',
    returnUrl: '/back',
    env: 'sandbox',
    region: 'eu',
    timeout: 500,
    lastScreen: 0,
    disabled: true,
    label: 'Early',
    successUrl: '/thank-you',
    exitUrl: '/later',
    errorUrl: '/sorry',
    dataLayer: 'earlyLayer',
    connected: 'oura',
    messages: { connected: 'Early' },
    appearance: 'outlined',
    size: 'large',
    prefetch: 'none',
    headers: () => ({ 'X-Early': '1' }),
    fetchToken: () => token,
  };

  it('has every property that was set, and reacts to later changes', async () => {
    expect(Object.keys(properties)).to.have.members(Object.keys(JunctionConnect.properties));
    const { element, upgrade } = addEarly(properties);
    upgrade();
    await element.updateComplete;
    expect(element).to.include(properties);
    expect(Object.keys(properties).filter((name) => Object.hasOwn(element, name))).to.deep.equal([]);
    element.label = 'Later';
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('button')!.textContent.trim()).to.equal('Later');
    element.remove();
  });

  it('uses them when open() is called at once', async () => {
    const requests: unknown[] = [];
    const fetchToken = (request: unknown) => (requests.push(request), token);
    const { element, upgrade } = addEarly({ fetchToken, providers: ['oura'] });
    upgrade();
    await element.open();
    expect(requests).to.deep.equal([{ filter_on_providers: ['oura'] }]);
    expect(vital.openedTokens).to.deep.equal([token]);
    element.remove();
  });

  it("uses them at the first press of the page's own control", async () => {
    const { element, upgrade } = addEarly({ fetchToken: () => token });
    element.innerHTML = '<button slot="trigger">Go</button>';
    upgrade();
    await Promise.resolve(); // A press always comes later than this.
    element.querySelector('button')!.click();
    expect(element.status).to.equal('loading');
    await element.open();
    expect(vital.openedTokens).to.deep.equal([token]);
    element.remove();
  });

  it('cannot be opened when it was disabled', async () => {
    const { element, upgrade } = addEarly({ disabled: true, fetchToken: () => token });
    upgrade();
    await element.open();
    expect([element.status, vital.openedTokens]).to.deep.equal(['idle', []]);
    element.remove();
  });
});

describe('a page with more than one copy of the script', () => {
  const { warn } = console;
  const { version } = JunctionConnect;
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
    console.warn = (...texts: unknown[]) => warnings.push(texts.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
    Object.assign(JunctionConnect, { version });
  });

  it('keeps the first, and does not warn of another copy of the same version', () => {
    define();
    define();
    expect(customElements.get('junction-connect')).to.equal(JunctionConnect);
    expect(warnings).to.deep.equal([]);
  });

  it('gets a warning about another version', () => {
    Object.assign(JunctionConnect, { version: '99.0.0' });
    define();
    expect(warnings).to.deep.equal([
      `junction-connect: version 99.0.0 is registered already, so version ${version} is not used`,
    ]);
  });

  it('gets a warning about another element with this name', () => {
    Object.assign(JunctionConnect, { version: undefined });
    define();
    expect(warnings).to.deep.equal([
      `junction-connect: version unknown is registered already, so version ${version} is not used`,
    ]);
  });
});
