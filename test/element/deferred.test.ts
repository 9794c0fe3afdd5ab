import { expect } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import { addElement, harnessFor, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

describe('<junction-connect defer-hydration>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  /** Adds an element inside another node. A deferred element has no first update, and the fixture would wait for it. */
  const addDeferred = () =>
    addElement(
      html`<div>
        <junction-connect defer-hydration disabled><a slot="trigger" href="#">Go</a></junction-connect>
      </div>`,
    );

  it('draws nothing, and changes nothing in the page', async () => {
    const { element } = await addDeferred();
    await new Promise((resolve) => setTimeout(resolve));
    expect(element.shadowRoot).to.equal(null);
    expect(element.outerHTML).not.to.include('aria-disabled');
    expect(element.outerHTML.match(/<junction-connect[^>]*>/)![0]).to.equal(
      '<junction-connect defer-hydration="" disabled="">',
    );
  });

  it("ignores a press on the page's own control", async () => {
    const { element, types } = await addDeferred();
    element.disabled = false;
    element.querySelector('a')!.click();
    expect(types()).to.deep.equal([]);
  });

  const launches: [how: string, launch: (element: JunctionConnect) => void][] = [
    ['open()', (element) => void element.open()],
    ['click()', (element) => element.click()],
  ];
  for (const [how, launch] of launches) {
    it(`launches after ${how} only when it has started, with the settings that it has then`, async () => {
      const { element, types, next } = await addDeferred();
      launch(element);
      await new Promise((resolve) => setTimeout(resolve));
      expect(types()).to.deep.equal([]);
      const requested = new Promise((resolve) => (element.fetchToken = (request) => (resolve(request), token)));
      element.providers = ['oura', 'garmin', 'google_health'];
      element.disabled = false;
      const opened = next('junction-open');
      element.removeAttribute('defer-hydration');
      await opened;
      expect(await requested).to.deep.equal({ filter_on_providers: ['oura', 'garmin', 'google_health'] });
    });
  }

  it('starts when the attribute is removed, with the properties that it got before', async () => {
    const { element } = await addElement(html`<div><junction-connect defer-hydration>Label</junction-connect></div>`);
    const requests: unknown[] = [];
    element.fetchToken = (request) => (requests.push(request), token);
    element.providers = ['oura', 'garmin', 'google_health'];
    element.removeAttribute('defer-hydration');
    await element.updateComplete;
    const { button, next } = harnessFor(element);
    const opened = next('junction-open');
    button().click();
    await opened;
    await element.open();
    expect(requests).to.deep.equal([{ filter_on_providers: ['oura', 'garmin', 'google_health'] }]);
    expect(vital.openedTokens).to.deep.equal([token]);
  });

  it('stays as it is when a library adds the attribute again, removes it, and moves the element during a session', async () => {
    const { element } = await addElement(
      html`<div><junction-connect .fetchToken=${() => token}></junction-connect></div>`,
    );
    await element.open();
    element.setAttribute('defer-hydration', '');
    element.parentNode!.append(element);
    element.removeAttribute('defer-hydration');
    element.setAttribute('defer-hydration', '');
    element.parentNode!.append(element);
    await new Promise((resolve) => setTimeout(resolve, 200)); // A session ends 100 ms after its element was removed.
    expect(element.status).to.equal('open');
  });

  it('does not start when the attribute is removed outside the page, but when it is added to the page', async () => {
    const { element } = await addDeferred();
    const parent = element.parentNode!;
    element.remove();
    element.removeAttribute('defer-hydration');
    expect(element.shadowRoot).to.equal(null);
    parent.append(element);
    await element.updateComplete;
    expect(element.querySelector('a')!.getAttribute('aria-disabled')).to.equal('true');
  });
});
