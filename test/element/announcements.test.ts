import { expect } from '@open-wc/testing';
import { addElement, type Harness, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

const pending = () => new Promise<never>(() => {});

/** Returns the live region: screen readers say what changes in it. */
const regionOf = ({ element }: Harness) => element.shadowRoot!.querySelector<HTMLElement>('[role="status"]')!;

/** Returns the live region that nobody sees. */
const hiddenRegionOf = ({ element }: Harness) =>
  element.shadowRoot!.querySelector<HTMLElement>('.announcement[aria-live="polite"]')!;

/** Returns the texts of both live regions. */
const said = (harness: Harness) =>
  [regionOf(harness), hiddenRegionOf(harness)].map(({ textContent }) => textContent.trim());

describe('what <junction-connect> says to screen readers', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  const controls = [
    ['the button', html`<junction-connect .fetchToken=${pending}></junction-connect>`],
    [
      "the page's own control",
      html`<junction-connect .fetchToken=${pending}><button slot="trigger">Go</button></junction-connect>`,
    ],
  ] as const;
  for (const [control, template] of controls) {
    it(`is at once that Link is loading, and everybody sees it after a second, below ${control}`, async () => {
      const harness = await addElement(template);
      const { element, button } = harness;
      (element.querySelector('button') ?? button()).click();
      await element.updateComplete;
      const region = regionOf(harness);
      expect([region.textContent.trim(), getComputedStyle(region).opacity]).to.deep.equal(['Opening …', '0']);
      const [animation] = region.getAnimations();
      expect(animation!.effect!.getTiming()).to.include({ delay: 1000, fill: 'both' });
      animation!.currentTime = 1500;
      expect(getComputedStyle(region).opacity).to.equal('1');
      element.close();
    });
  }

  it('is after an exit that Link was closed, which nobody sees, until the next press', async () => {
    const harness = await addElement();
    const { element, button } = harness;
    await element.open();
    vital.call('onExit');
    await element.updateComplete;
    const hidden = hiddenRegionOf(harness);
    expect(said(harness)).to.deep.equal(['', 'Junction Link was closed.']);
    expect(getComputedStyle(hidden).clipPath).to.equal('inset(50%)');
    await expect(element).to.be.accessible();
    button().click();
    await element.updateComplete;
    expect(said(harness)).to.deep.equal(['Opening …', '']);
    await element.open();
    await element.updateComplete;
    expect(said(harness)).to.deep.equal(['', '']);
    element.close();
  });

  it('is after an exit, also while a connection is shown, that Link was closed', async () => {
    const harness = await addElement(
      html`<junction-connect connected="oura" .fetchToken=${() => token}></junction-connect>`,
    );
    await harness.element.open();
    vital.call('onExit');
    await harness.element.updateComplete;
    expect(said(harness)).to.deep.equal(['Oura is connected', 'Junction Link was closed.']);
  });

  it('is in the same live region in every state', async () => {
    const harness = await addElement(
      html`<junction-connect connected="oura" .fetchToken=${() => token}></junction-connect>`,
    );
    const { element } = harness;
    const region = regionOf(harness);
    const shown: string[] = [];
    const note = async () => {
      await element.updateComplete;
      expect(regionOf(harness) === region).to.equal(true);
      shown.push(region.textContent.trim());
    };
    await note();
    const launched = element.open();
    await note();
    await launched;
    vital.call('onError', { error_type: 'unsupported_region' });
    await note();
    vital.call('onExit');
    await note();
    element.connected = false;
    await element.open();
    vital.call('onExit');
    await note();
    const failed = 'Not available in your region.';
    expect(shown).to.deep.equal(['Oura is connected', 'Opening …', failed, failed, '']);
  });
});
