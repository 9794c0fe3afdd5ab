import { expect } from '@open-wc/testing';
import { identifyElement } from '../../src/link/return/element-identity.js';
import { newConfiguration } from '../support/configuration.js';
import { newRecord } from '../support/returned-launch.js';

/** This page is a return page. The script reads the record and the address when it runs, so they are set before its import. */
const launched = { ...newConfiguration({ tokenEndpoint: '' }), id: '' };
const element = identifyElement(launched, [launched], '4711', window);
sessionStorage.setItem('junction-connect', JSON.stringify(newRecord({ returnKey: '4711', element })));
const address = location.href;
const addressOf = (returnKey: string) =>
  `${address}${location.search ? '&' : '?'}junction_session=${returnKey}&state=success&provider=oura`;
const returnAddress = addressOf('4711');
history.replaceState(null, '', returnAddress);

/** Waits for an event of the window, and returns the address that a listener of the page finds. */
const addressAt = (type: string) =>
  new Promise<string>((resolve) => addEventListener(type, () => resolve(location.href), { once: true }));

describe('a return page whose router puts the return back into the address', () => {
  before(async () => {
    await import('../../src/index.js');
    expect(location.href).to.equal(address);
  });

  afterEach(() => history.replaceState(null, '', address));

  it('has its own address at once, where the browser reports each change of the address', function () {
    if (!('navigation' in window)) return this.skip();
    history.replaceState({ own: 1 }, '', returnAddress);
    expect([location.href, history.state]).to.deep.equal([address, { own: 1 }]);
    history.pushState({ own: 2 }, '', returnAddress);
    expect([location.href, history.state]).to.deep.equal([address, { own: 2 }]);
  });

  it('has its own address when the page has loaded', () => {
    history.replaceState(null, '', returnAddress);
    dispatchEvent(new Event('load'));
    expect(location.href).to.equal(address);
  });

  it('has its own address when the person goes back', async () => {
    history.replaceState({ own: 1 }, '', returnAddress);
    history.pushState(null, '', '/elsewhere');
    history.back();
    expect(await addressAt('popstate')).to.equal(address);
    expect(history.state).to.deep.equal({ own: 1 });
  });

  it('has its own address when the outcome is dispatched', async () => {
    history.replaceState(null, '', returnAddress);
    const element = document.createElement('junction-connect');
    document.body.append(element);
    expect(await addressAt('junction-success')).to.equal(address);
    element.remove();
  });

  it('keeps the return of another launch in the address, because the address may be forged', () => {
    history.replaceState(null, '', addressOf('4712'));
    dispatchEvent(new PopStateEvent('popstate'));
    expect(location.href).to.equal(addressOf('4712'));
  });
});
