import { expect, oneEvent } from '@open-wc/testing';
import { configureLink, type JunctionConnectError } from '../../src/index.js';
import { connectElement, type Harness, html } from '../support/element.js';

const { origin } = location;
const configure = (script: string) => configureLink({ script: `${origin}${script}`, origins: [origin] });
const frame = () => document.querySelector<HTMLIFrameElement>('iframe[title^="Junction Link"]');

const buttons = () => [...(frame()?.contentDocument?.querySelectorAll('button') ?? [])];

/** What a button is called: its text, less what is hidden from assistive technology. */
const nameOf = (button: HTMLButtonElement) => {
  const copy = button.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('[aria-hidden="true"]').forEach((node) => node.remove());
  return copy.textContent.trim();
};

/** Waits for a button in the local Link, by its name, and presses it. Tells what else could have been pressed. */
async function press(name: string): Promise<string[]> {
  for (;;) {
    const names = buttons().map(nameOf);
    if (names.includes(name) && frame()!.contentDocument!.readyState === 'complete') {
      buttons()[names.indexOf(name)]!.click();
      return names;
    }
    await oneEvent(frame()!, 'load');
  }
}

const connect = (template = html`<junction-connect token-endpoint="/test/local-token"></junction-connect>`) =>
  connectElement(template);

describe('<junction-connect> on the local Junction', () => {
  let harness: Harness | undefined;
  before(() => configure('/junction/initialize.js'));
  afterEach(() => harness?.element.close());

  it('connects a device', async () => {
    harness = await connect();
    const { element, button, next, types } = harness;
    const success = next('junction-success');
    button().click();
    await element.open();
    expect(frame()).not.to.equal(null);
    await press('Oura');
    await press('Allow');
    expect((await success).detail).to.include({ provider: 'oura', mode: 'embed' });
    const said = oneEvent(window, 'message');
    await press('Done');
    await said;
    expect(frame()).to.equal(null);
    expect(types()).to.deep.equal(['junction-open', 'junction-success']);
    expect(element.shadowRoot!.activeElement).to.equal(button());
  });

  it('tells a sign-in that was denied, and goes on to a success', async () => {
    harness = await connect(
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

  it('tells that Link was closed', async () => {
    harness = await connect();
    const { element, next } = harness;
    const exit = next('junction-exit');
    await element.open();
    await press('Close');
    expect((await exit).detail).to.include({ reason: 'user' });
    expect(frame()).to.equal(null);
  });

  it('lists the providers of the filter only', async () => {
    harness = await connect(
      html`<junction-connect token-endpoint="/test/local-token" providers="garmin polar"></junction-connect>`,
    );
    const { element, next } = harness;
    const success = next('junction-success');
    await element.open();
    expect(await press('Polar')).to.have.members(['Close', 'Garmin', 'Polar']);
    await press('Allow');
    expect((await success).detail).to.include({ provider: 'polar' });
  });

  it('is taken down when the element goes', async () => {
    harness = await connect();
    await harness.element.open();
    harness.element.remove();
    await Promise.resolve();
    expect(frame()).to.equal(null);
  });

  it('hears nothing from a page that pretends to be Link', async () => {
    harness = await connect();
    const { element, types } = harness;
    await element.open();
    const received = oneEvent(window, 'message');
    postMessage({ type: 'success', metadata: { provider_slug: 'oura' } }, origin);
    await received;
    expect(types()).to.deep.equal(['junction-open']);
  });
});
