import { expect } from '@open-wc/testing';
import { en } from '../../src/i18n/en.js';
import { addElement, html, token } from '../support/element.js';
import { installFakeVital } from '../support/fake-vital.js';

const { offline } = en;

describe('<junction-connect> without a network', () => {
  beforeEach(() => Object.defineProperty(navigator, 'onLine', { value: false, configurable: true }));
  afterEach(() => delete (navigator as Partial<Record<'onLine', boolean>>).onLine); // The prototype has the real value.

  it('says so when the token cannot be requested', async () => {
    const vital = installFakeVital();
    const fails = () => Promise.reject(new TypeError('Failed to fetch'));
    const { element, message } = await addElement(html`<junction-connect .fetchToken=${fails}></junction-connect>`);
    await element.open();
    await element.updateComplete;
    expect([element.status, message()]).to.deep.equal(['error', offline]);
    vital.uninstall();
  });

  it('says so when Link’s script does not load, and offers no window', async () => {
    const { element, events, link, message } = await addElement(
      html`<junction-connect .fetchToken=${() => token}></junction-connect>`,
    );
    const launched = element.open();
    document.querySelector('script[src*="initialize.js"]')!.dispatchEvent(new Event('error'));
    await launched;
    await element.updateComplete;
    expect([element.status, message(), link()]).to.deep.equal(['error', offline, null]);
    expect((events.at(-1)!.detail as { error: { code: string } }).error.code).to.equal('link_unavailable');
  });
});
