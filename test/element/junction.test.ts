import { expect, oneEvent } from '@open-wc/testing';
import { configureLink, type JunctionConnectError } from '../../src/index.js';
import { addElement, type Harness, html } from '../support/element.js';
import { waitUntil } from '../support/wait.js';

const { origin } = location;
const configure = (script: string) => configureLink({ script: `${origin}${script}`, origins: [origin] });
const frame = () => document.querySelector<HTMLIFrameElement>('iframe[title^="Junction Link"]');

const buttons = () => [...(frame()?.contentDocument?.querySelectorAll('button') ?? [])];

/** Returns the name of a button: its text without the parts that are hidden from assistive technology. */
const accessibleName = (button: HTMLButtonElement) => {
  const copy = button.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('[aria-hidden="true"]').forEach((node) => node.remove());
  return copy.textContent.trim();
};

/** Waits for a button with this name in the local Link, and presses it. Returns the names of all buttons there. */
async function press(name: string): Promise<string[]> {
  for (;;) {
    const names = buttons().map(accessibleName);
    if (names.includes(name) && frame()!.contentDocument!.readyState === 'complete') {
      buttons()[names.indexOf(name)]!.click();
      return names;
    }
    await oneEvent(frame()!, 'load');
  }
}

const addConfigured = (template = html`<junction-connect token-endpoint="/test/local-token"></junction-connect>`) =>
  addElement(template);

describe('<junction-connect> on the local Junction', () => {
  let harness: Harness | undefined;
  before(() => configure('/junction/initialize.js'));
  afterEach(() => harness?.element.close());

  it('connects a device', async () => {
    harness = await addConfigured();
    const { element, button, next, types } = harness;
    const success = next('junction-success');
    button().click();
    await element.open();
    expect(frame() === null).to.equal(false);
    await press('Oura');
    await press('Allow');
    expect((await success).detail).to.include({ provider: 'oura', mode: 'embed' });
    await press('Done');
    await waitUntil(() => !frame(), 'Link is still there');
    expect(types()).to.deep.equal(['junction-open', 'junction-success']);
    expect(element.shadowRoot!.activeElement === button()).to.equal(true);
  });

  it('reports a denied sign-in, and then a success', async () => {
    harness = await addConfigured(
      html`<junction-connect token-endpoint="/test/local-token" provider="fitbit"></junction-connect>`,
    );
    const { element, next } = harness;
    const failure = next('junction-error');
    const success = next('junction-success');
    await element.open();
    await press('Deny');
    const { error, provider } = (await failure).detail as { error: JunctionConnectError; provider: string };
    expect([error.code, provider]).to.deep.equal(['required_scopes_not_granted', 'fitbit']);
    await press('Fitbit');
    await press('Allow');
    expect((await success).detail).to.include({ provider: 'fitbit' });
  });

  it('reports an exit when the person closes Link', async () => {
    harness = await addConfigured();
    const { element, next } = harness;
    const exit = next('junction-exit');
    await element.open();
    await press('Close');
    expect((await exit).detail).to.include({ reason: 'user' });
    expect(frame() === null).to.equal(true);
  });

  it('lists only the providers of the filter', async () => {
    harness = await addConfigured(
      html`<junction-connect token-endpoint="/test/local-token" providers="garmin polar"></junction-connect>`,
    );
    const { element, next } = harness;
    const success = next('junction-success');
    await element.open();
    expect(await press('Polar')).to.have.members(['Close', 'Garmin', 'Polar']);
    await press('Allow');
    expect((await success).detail).to.include({ provider: 'polar' });
  });

  it('closes Link when the element is removed', async () => {
    harness = await addConfigured();
    await harness.element.open();
    harness.element.remove();
    await waitUntil(() => !frame(), 'Link is still there');
  });

  it('ignores a message from a page that pretends to be Link', async () => {
    harness = await addConfigured();
    const { element, types } = harness;
    await element.open();
    const isForged = ({ data, source }: MessageEvent) =>
      source === window && (data as { type: string }).type === 'success';
    const received = new Promise<void>((resolve) =>
      addEventListener('message', (message) => isForged(message) && resolve()),
    );
    postMessage({ type: 'success', metadata: { provider_slug: 'oura' } }, origin);
    await received;
    expect(types()).to.deep.equal(['junction-open']);
  });
});
