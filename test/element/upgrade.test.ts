import { expect } from '@open-wc/testing';
import { define } from '../../src/element/define.js';
import { JunctionConnect } from '../../src/index.js';
import { token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

let count = 0;

/** What a page has made and set, in the document, before the script comes; and the coming of the script. */
function makeEarly(properties: Partial<JunctionConnect>) {
  const name = `junction-connect-early-${(count += 1)}`;
  const element = Object.assign(document.createElement(name) as JunctionConnect, properties);
  document.body.append(element);
  return { element, upgrade: () => customElements.define(name, class extends JunctionConnect {}) };
}

describe('<junction-connect> that was there before the script', () => {
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
    disabled: true,
    label: 'Early',
    successUrl: '/thank-you',
    exitUrl: '/later',
    errorUrl: '/sorry',
    dataLayer: 'earlyLayer',
    headers: () => ({ 'X-Early': '1' }),
    fetchToken: () => token,
  };

  it('has every property that was set, and hears of later ones', async () => {
    expect(Object.keys(properties)).to.have.members(Object.keys(JunctionConnect.properties));
    const { element, upgrade } = makeEarly(properties);
    upgrade();
    await element.updateComplete;
    expect(element).to.include(properties);
    expect(Object.keys(properties).filter((name) => Object.hasOwn(element, name))).to.deep.equal([]);
    element.label = 'Later';
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('button')!.textContent.trim()).to.equal('Later');
    element.remove();
  });

  it('goes by them when open() is called at once', async () => {
    const requests: unknown[] = [];
    const fetchToken = (request: unknown) => (requests.push(request), token);
    const { element, upgrade } = makeEarly({ fetchToken, providers: ['oura'] });
    upgrade();
    await element.open();
    expect(requests).to.deep.equal([{ filter_on_providers: ['oura'] }]);
    expect(vital.opened).to.deep.equal([token]);
    element.remove();
  });

  it("goes by them at the first press of the page's own control", async () => {
    const { element, upgrade } = makeEarly({ fetchToken: () => token });
    element.innerHTML = '<button slot="trigger">Go</button>';
    upgrade();
    await Promise.resolve(); // No person is faster.
    element.querySelector('button')!.click();
    expect(element.status).to.equal('loading');
    await element.open();
    expect(vital.opened).to.deep.equal([token]);
    element.remove();
  });

  it('cannot be opened when it was disabled', async () => {
    const { element, upgrade } = makeEarly({ disabled: true, fetchToken: () => token });
    upgrade();
    await element.open();
    expect([element.status, vital.opened]).to.deep.equal(['idle', []]);
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

  it('keeps the first, and says nothing of another of the same version', () => {
    define();
    define();
    expect(customElements.get('junction-connect')).to.equal(JunctionConnect);
    expect(warnings).to.deep.equal([]);
  });

  it('is warned of another version, and told which is used', () => {
    Object.assign(JunctionConnect, { version: '99.0.0' });
    define();
    expect(warnings).to.deep.equal([`junction-connect: 99.0.0 is used, ${version} is not`]);
  });

  it("is warned of somebody else's element of that name", () => {
    Object.assign(JunctionConnect, { version: undefined });
    define();
    expect(warnings).to.deep.equal([`junction-connect: another is used, ${version} is not`]);
  });
});
