import { expect } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import { addElement, type Harness, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

const label = ({ button }: Harness) => button().textContent.trim();
const fails = () => Promise.reject(new Error('down'));

describe('what <junction-connect> says of a connection', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  /** Adds an element with these values, which gets a token. */
  const add = (connected: unknown, provider = '') =>
    addElement(
      html`<junction-connect provider=${provider} .connected=${connected} .fetchToken=${() => token}></junction-connect>`,
    );

  /** Checks the status, the custom state, and the message. */
  async function expectShown({ element, message }: Harness, status: string, text: string) {
    await element.updateComplete;
    expect([element.status, message()]).to.deep.equal([status, text]);
    const states = ['idle', 'loading', 'open', 'connected', 'error'].filter((state) =>
      element.matches(`:state(${state})`),
    );
    expect(states).to.deep.equal([status]);
  }

  const values: [value: unknown, status: string, message: string][] = [
    ['', 'connected', 'Connected'],
    ['oura', 'connected', 'Oura is connected'],
    ['google_health', 'connected', 'Google Health is connected'],
    ['a_new_provider', 'connected', 'Connected'],
    ['true', 'connected', 'Connected'],
    ['false', 'idle', ''],
    [true, 'connected', 'Connected'],
    [false, 'idle', ''],
    [null, 'idle', ''],
    [undefined, 'idle', ''],
  ];
  for (const [value, status, text] of values) {
    it(`is ${status} with connected = ${JSON.stringify(value) ?? 'undefined'}`, async () => {
      await expectShown(await add(value), status, text);
      if (typeof value !== 'string') return;
      const harness = await addElement(html`<junction-connect connected=${value}></junction-connect>`);
      await expectShown(harness, status, text);
    });
  }

  it('follows the attribute', async () => {
    const harness = await addElement(html`<junction-connect></junction-connect>`);
    for (const [value, status, text] of [
      ['oura', 'connected', 'Oura is connected'],
      ['garmin', 'connected', 'Garmin is connected'],
      ['false', 'idle', ''],
      ['', 'connected', 'Connected'],
    ] as const) {
      harness.element.setAttribute('connected', value);
      await expectShown(harness, status, text);
    }
    harness.element.removeAttribute('connected');
    await expectShown(harness, 'idle', '');
  });

  /** Sets a property as Vue 3 does (`patchDOMProp`). */
  function setAsVue(element: JunctionConnect, value: unknown) {
    const isEmpty = value === '' || value === null || value === undefined;
    if (isEmpty && typeof element.connected === 'boolean') element.connected = value === '';
    else if (isEmpty) {
      element.connected = '';
      if (value !== '') element.removeAttribute('connected');
    } else element.connected = value as string | boolean;
  }

  /** Sets an attribute as `[attr.connected]` in Angular does. React 18 does the same. */
  function setAsAngularAttribute(element: JunctionConnect, value: unknown) {
    if (value === null || value === undefined) element.removeAttribute('connected');
    else element.setAttribute('connected', value as string);
  }

  /** Sets a property as `[connected]` in Angular does. React 19, Svelte and Lit do the same. */
  function setAsAngular(element: JunctionConnect, value: unknown) {
    element.connected = value as string | boolean;
  }

  const bindings = { Vue: setAsVue, 'Angular, as an attribute': setAsAngularAttribute, Angular: setAsAngular };
  for (const [framework, set] of Object.entries(bindings)) {
    it(`follows what an app has bound to it, with ${framework}`, async () => {
      const harness = await addElement(html`<junction-connect></junction-connect>`);
      // After each value comes one that means no, and after each of these one that means yes.
      for (const isNot of [null, undefined, false, 'false']) {
        for (const [value, status, text] of values.filter(([, status]) => status === 'connected')) {
          set(harness.element, value);
          await expectShown(harness, status, text);
          set(harness.element, isNot);
          await expectShown(harness, 'idle', '');
        }
      }
    });
  }

  const labels: [provider: string, connected: string | boolean, label: string][] = [
    ['', false, 'Connect a device'],
    ['', 'oura', 'Connect a device'],
    ['oura', false, 'Connect Oura'],
    ['Oura', false, 'Connect Oura'],
    ['oura', 'oura', 'Connect Oura again'],
    ['oura', true, 'Connect Oura again'],
    ['oura', 'garmin', 'Connect Oura'],
    ['a_new_provider', true, 'Connect a device'],
  ];
  for (const [provider, connected, text] of labels) {
    it(`has the label "${text}" with provider="${provider}" and connected = "${connected}"`, async () =>
      expect(label(await add(connected, provider))).to.equal(text));
  }

  it('is restored when the person leaves Link', async () => {
    const harness = await add('oura', 'oura');
    harness.button().click();
    await expectShown(harness, 'loading', 'Opening …');
    await harness.element.open();
    await expectShown(harness, 'open', '');
    vital.call('onExit');
    await expectShown(harness, 'connected', 'Oura is connected');
    expect([harness.types(), label(harness)]).to.deep.equal([['junction-open', 'junction-exit'], 'Connect Oura again']);
  });

  it('stays behind an error until the next press', async () => {
    const harness = await add('oura');
    harness.element.fetchToken = fails;
    await harness.element.open();
    await expectShown(harness, 'error', 'That failed. Please try again.');
    harness.element.fetchToken = () => token;
    await harness.element.open();
    vital.call('onExit');
    await expectShown(harness, 'connected', 'Oura is connected');
  });

  it('stays behind an error of Link, which the person can read when Link is closed', async () => {
    const harness = await add('oura');
    await harness.element.open();
    vital.call('onError', { error_type: 'provider_credential_error' });
    vital.call('onExit');
    expect(harness.types()).to.deep.equal(['junction-open', 'junction-error', 'junction-exit']);
    const text = 'Your sign-in details were not accepted. Please check them, and try again.';
    await expectShown(harness, 'error', text);
  });

  it('is not erased by a second try that is cancelled', async () => {
    const harness = await add(false);
    await harness.element.open();
    vital.call('onSuccess', { provider_slug: 'oura' });
    await expectShown(harness, 'connected', 'Oura is connected');
    await harness.element.open();
    vital.call('onExit');
    await expectShown(harness, 'connected', 'Oura is connected');
  });

  it('comes from a success, which sets nothing on the element', async () => {
    const harness = await add(false);
    const before = (harness.element.cloneNode() as Element).outerHTML;
    await harness.element.open();
    vital.call('onSuccess', { provider_slug: 'oura' });
    await expectShown(harness, 'connected', 'Oura is connected');
    expect([harness.element.connected, (harness.element.cloneNode() as Element).outerHTML]).to.deep.equal([
      false,
      before,
    ]);
  });

  it('is what has changed last: the setting of the page, or an outcome', async () => {
    const harness = await add('oura');
    const { element } = harness;
    await element.open();
    vital.call('onSuccess', { provider_slug: 'garmin' });
    await expectShown(harness, 'connected', 'Garmin is connected');
    element.requestUpdate(); // Another change of the page is no change of `connected`.
    await expectShown(harness, 'connected', 'Garmin is connected');
    element.connected = false;
    await expectShown(harness, 'idle', '');
    await element.open();
    vital.call('onSuccess', { provider_slug: 'fitbit' });
    await expectShown(harness, 'connected', 'Fitbit is connected');
    element.connected = 'oura';
    await expectShown(harness, 'connected', 'Oura is connected');
  });

  it('may change while a session runs, which has the say until it ends', async () => {
    const harness = await add(false);
    await harness.element.open();
    harness.element.connected = 'oura';
    await expectShown(harness, 'open', '');
    vital.call('onExit');
    await expectShown(harness, 'connected', 'Oura is connected');
  });

  it('comes from a late success of an older session, too', async () => {
    const harness = await add(false);
    await harness.element.open();
    const [older] = vital.created;
    vital.call('onExit');
    await harness.element.open();
    older!.onSuccess!({ provider_slug: 'oura' });
    await expectShown(harness, 'open', '');
    vital.call('onExit');
    await expectShown(harness, 'connected', 'Oura is connected');
  });

  it('is taken back by the removal of the attribute, also when the page had not set it', async () => {
    const harness = await add(false, 'oura');
    await harness.element.open();
    vital.call('onSuccess', { provider_slug: 'oura' });
    await expectShown(harness, 'connected', 'Oura is connected');
    harness.element.removeAttribute('connected');
    await expectShown(harness, 'idle', '');
    expect(label(harness)).to.equal('Connect Oura');
  });

  it('is in the label also while Link is loading again, and after an error', async () => {
    const harness = await add('oura', 'oura');
    const launched = harness.element.open();
    await harness.element.updateComplete;
    expect(label(harness)).to.equal('Connect Oura again');
    await launched;
    vital.call('onError', { error_type: 'provider_api_error' });
    await harness.element.updateComplete;
    expect(label(harness)).to.equal('Connect Oura again');
    harness.element.close();
  });

  it('is the custom state when the page prevents junction-open, and says that something is connected', async () => {
    const harness = await add(false);
    harness.element.addEventListener('junction-open', (event) => {
      event.preventDefault();
      harness.element.connected = 'oura';
    });
    await harness.element.open();
    await expectShown(harness, 'connected', 'Oura is connected');
  });
});
