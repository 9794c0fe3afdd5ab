import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import type { ExitDetail } from '../../src/index.js';
import { addElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { waitUntil } from '../support/wait.js';

describe('opening and closing <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  it('requests nothing before a press', async () => {
    let requests = 0;
    await addElement(html`<junction-connect .fetchToken=${() => String((requests += 1))}></junction-connect>`);
    expect([requests, vital.created.length]).to.deep.equal([0, 0]);
  });

  it('does not start another session while a session runs', async () => {
    let requests = 0;
    const fetchToken = async () => `secret-token-${(requests += 1)}`;
    const { element, button, types } = await addElement(
      html`<junction-connect .fetchToken=${fetchToken}></junction-connect>`,
    );
    button().click();
    button().click();
    await Promise.all([element.open(), element.open()]);
    await element.open();
    button().click();
    expect(requests).to.equal(1);
    expect(types()).to.deep.equal(['junction-open']);
  });

  it('starts a new session after a success, without waiting for the last screen', async () => {
    const { element, types } = await addElement();
    await element.open();
    vital.call('onSuccess');
    await element.open();
    expect(vital.destroyCount).to.equal(1);
    expect(types()).to.deep.equal(['junction-open', 'junction-success', 'junction-open']);
  });

  it('starts a new session after an error when Link has no frame', async () => {
    const { element, types } = await addElement();
    await element.open();
    vital.call('onError', { error_type: 'provider_api_error' });
    await element.open();
    expect(types()).to.deep.equal(['junction-open', 'junction-error', 'junction-exit', 'junction-open']);
    expect(element.status).to.equal('open');
  });

  it('runs one session at a time although listeners open again', async () => {
    let requests = 0;
    const fetchToken = async () => `secret-token-${(requests += 1)}`;
    const { element, types } = await addElement(html`<junction-connect .fetchToken=${fetchToken}></junction-connect>`);
    element.addEventListener('junction-open', () => void element.open());
    await element.open();
    expect([requests, types()]).to.deep.equal([1, ['junction-open']]);

    element.addEventListener('junction-exit', () => void element.open(), { once: true });
    vital.call('onExit');
    await element.open();
    expect([requests, vital.created.length, vital.destroyCount]).to.deep.equal([2, 2, 1]);
    element.close();
    expect(vital.destroyCount).to.equal(2);
  });

  it('does not launch when a listener of junction-open closes it', async () => {
    const { element, types } = await addElement();
    element.addEventListener('junction-open', () => element.close());
    await element.open();
    expect(types()).to.deep.equal(['junction-open', 'junction-exit']);
    expect([vital.created.length, element.status]).to.deep.equal([0, 'idle']);
  });

  it('has one Link when a listener of the exit opens it during open()', async () => {
    const { element } = await addElement();
    await element.open();
    vital.call('onError', { error_type: 'provider_api_error' });
    element.addEventListener('junction-exit', () => void element.open(), { once: true });
    await element.open();
    expect([vital.created.length, vital.destroyCount]).to.deep.equal([2, 1]);
  });

  it('closes with an exit by the page, although Link reports nothing', async () => {
    const { element, events } = await addElement();
    await element.open();
    element.close();
    element.close();
    expect(events.at(-1)!.detail).to.include({ reason: 'page' });
    expect([events.length, vital.destroyCount, element.status]).to.deep.equal([2, 1, 'idle']);
  });

  it('closes the last screen after a success without an exit', async () => {
    const { element, types } = await addElement();
    await element.open();
    vital.call('onSuccess');
    element.close();
    expect(types()).to.deep.equal(['junction-open', 'junction-success']);
    expect([vital.destroyCount, element.status]).to.deep.equal([1, 'connected']);
  });

  it('does nothing while it is disabled', async () => {
    const { element, button, types } = await addElement(
      html`<junction-connect disabled .fetchToken=${() => token}></junction-connect>`,
    );
    expect(button().disabled).to.equal(true);
    button().click();
    await element.open();
    expect(types()).to.deep.equal([]);
    element.disabled = false;
    await element.updateComplete;
    expect(element.hasAttribute('disabled')).to.equal(false);
    await element.open();
    expect(types()).to.deep.equal(['junction-open']);
  });

  it('resolves when Link cannot be shown, and when it is closed while it loads', async () => {
    const failing = await addElement(html`<junction-connect></junction-connect>`);
    await failing.element.open();
    const hanging = await addElement(
      html`<junction-connect .fetchToken=${() => new Promise(() => {})}></junction-connect>`,
    );
    const opened = hanging.element.open();
    hanging.element.close();
    await opened;
    expect(hanging.types()).to.deep.equal(['junction-open', 'junction-exit']);
  });
});

describe('moving and removing <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  it('keeps the session when the element moves within the document', async () => {
    const { element, types } = await addElement();
    await element.open();
    const elsewhere = document.body.appendChild(document.createElement('section'));
    elsewhere.append(element);
    await Promise.resolve();
    vital.call('onSuccess');
    expect(types()).to.deep.equal(['junction-open', 'junction-success']);
    elsewhere.remove();
  });

  it('ends the session when the element is removed', async () => {
    const { element } = await addElement();
    await element.open();
    const exit = oneEvent(element, 'junction-exit');
    element.remove();
    const { detail } = (await exit) as CustomEvent<ExitDetail>;
    expect([vital.destroyCount, detail.reason]).to.deep.equal([1, 'page']);
  });

  it('keeps the session when the element is put back at once, also when this happens again and again', async () => {
    const { element, types } = await addElement();
    const parent = element.parentElement!;
    await element.open();
    for (const timeMs of [0, 40, 80, 40]) {
      element.remove();
      await aTimeout(timeMs);
      expect(types()).to.deep.equal(['junction-open']);
      parent.append(element);
      await aTimeout(timeMs);
    }
    vital.call('onSuccess');
    expect([element.status, types()]).to.deep.equal(['connected', ['junction-open', 'junction-success']]);
    element.close();
  });

  it('keeps the session when another node takes the place of the element, and is replaced again', async () => {
    const { element, types } = await addElement();
    await element.open();
    const other = document.createElement('p');
    element.replaceWith(other);
    await Promise.resolve();
    await Promise.resolve();
    other.replaceWith(element);
    await aTimeout(200);
    expect([element.status, types()]).to.deep.equal(['open', ['junction-open']]);
    element.close();
  });

  it('closes the last screen when the element is removed after a success', async () => {
    const { element } = await addElement(html`<p><junction-connect .fetchToken=${() => token}></junction-connect></p>`);
    await element.open();
    vital.call('onSuccess');
    element.parentElement!.remove();
    await waitUntil(() => vital.destroyCount === 1, 'Link is still there');
  });

  it('aborts the token request when the element is removed', async () => {
    let signal: AbortSignal | undefined;
    const { element } = await addElement(
      html`<junction-connect
        .fetchToken=${(_request: unknown, options: { signal: AbortSignal }) => ((signal = options.signal), new Promise(() => {}))}
      ></junction-connect>`,
    );
    const opened = element.open();
    element.remove();
    await opened;
    expect(signal!.aborted).to.equal(true);
  });

  it('works again after it was removed and put back', async () => {
    const { element, types } = await addElement();
    await element.open();
    const parent = element.parentElement!;
    const exit = oneEvent(element, 'junction-exit');
    element.remove();
    await exit;
    parent.append(element);
    await element.open();
    vital.call('onSuccess');
    expect(types().at(-1)).to.equal('junction-success');
    expect(element.status).to.equal('connected');
  });
});

describe('a click on <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  const content = html`<junction-connect .fetchToken=${() => token}><b>Connect</b></junction-connect>`;
  const dispatchClick = (target: Element, init: MouseEventInit = {}) =>
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));

  const clicks: [name: string, click: (element: HTMLElement) => void, launches: boolean][] = [
    ['click()', (element) => element.click(), true],
    ['a dispatched event', dispatchClick, true],
    ['a dispatched event that does not bubble', (element) => dispatchClick(element, { bubbles: false }), true],
    ['a dispatched event on the label', (element) => dispatchClick(element.querySelector('b')!), true],
    ['a dispatched event on the message', (element) => dispatchClick(partOf(element, 'message')), false],
    [
      'an event that the page has prevented',
      (element) => {
        element.addEventListener('click', (event) => event.preventDefault(), { capture: true });
        element.click();
      },
      false,
    ],
  ];
  for (const [name, click, launches] of clicks) {
    it(`from a script, as ${name}, ${launches ? 'is' : 'is not'} a press`, async () => {
      const { element, types } = await addElement(content);
      click(element);
      expect(types()).to.deep.equal(launches ? ['junction-open'] : []);
      element.close();
      element.remove();
    });
  }
});

const partOf = (element: Element, name: string) => element.shadowRoot!.querySelector(`[part="${name}"]`)!;
