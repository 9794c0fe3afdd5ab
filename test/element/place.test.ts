import { expect, nextFrame } from '@open-wc/testing';
import { JunctionConnect } from '../../src/index.js';
import { addElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { waitUntil } from '../support/wait.js';

/** Adds a component with a shadow root of this mode to the page, with an element in it. */
function addComponent(mode: ShadowRootMode) {
  const host = document.body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode });
  root.innerHTML = '<input /><junction-connect></junction-connect>';
  const element = root.querySelector('junction-connect')!;
  element.fetchToken = () => token;
  return { host, root, element };
}

/** Adds a frame of this origin. Its document has not loaded the script. */
async function addFrame(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.srcdoc = '<!doctype html><title>Own</title>';
  document.body.append(frame);
  await loaded;
  return frame;
}

describe('a copy of <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  const statuses: [status: string, act: (element: JunctionConnect) => Promise<void> | void][] = [
    ['idle', () => {}],
    ['loading', (element) => void ((element.fetchToken = () => new Promise(() => {})), void element.open())],
    ['open', (element) => element.open()],
    ['connected', (element) => element.open().then(() => vital.call('onSuccess'))],
    ['error', (element) => element.open().then(() => vital.call('onError', { error_type: 'provider_api_error' }))],
  ];
  for (const [status, act] of statuses) {
    it(`is idle, and independent of an original that is ${status}`, async () => {
      const { element, types } = await addElement(
        html`<junction-connect .fetchToken=${() => token}><b>Go</b></junction-connect>`,
      );
      await act(element);
      expect(element.status).to.equal(status);
      for (const deep of [true, false]) {
        const copy = element.cloneNode(deep) as JunctionConnect;
        document.body.append(copy);
        await copy.updateComplete;
        expect([copy.status, copy.matches(':state(idle)')]).to.deep.equal(['idle', true]);
        expect(copy.innerHTML.includes('<b>')).to.equal(deep);
        const eventCount = types().length;
        copy.fetchToken = () => token;
        const openCount = vital.openedTokens.length;
        await copy.open();
        copy.remove();
        await Promise.resolve();
        expect([vital.openedTokens.length, types().length, element.status]).to.deep.equal([
          openCount + 1,
          eventCount,
          status,
        ]);
      }
      element.close();
    });
  }

  it('has the attributes of the original, and works from a template', async () => {
    const template = document.createElement('template');
    template.innerHTML = '<junction-connect mode="popup" providers="oura" disabled>Go</junction-connect>';
    const inert = template.content.firstElementChild!;
    expect(inert).not.to.be.instanceOf(JunctionConnect);
    const section = document.body.appendChild(document.createElement('section'));
    section.append(template.content.cloneNode(true));
    section.innerHTML += '';
    const element = section.firstElementChild as JunctionConnect;
    await element.updateComplete;
    const { mode, providers, disabled } = element;
    expect([mode, providers, disabled]).to.deep.equal(['popup', ['oura'], true]);
    expect(element.shadowRoot!.querySelector('button')!.disabled).to.equal(true);
    section.remove();
  });
});

describe('<junction-connect> inside a component', () => {
  let vital: FakeVital;
  const frame = document.createElement('iframe');
  beforeEach(() => {
    vital = installFakeVital({
      duringOpen() {
        document.body.append(frame);
        frame.focus();
      },
      duringDestroy: () => frame.remove(),
    });
  });
  afterEach(() => vital.uninstall());

  for (const mode of ['open', 'closed'] as const) {
    it(`dispatches events that leave its ${mode} shadow root, with the component as their target`, async () => {
      const { host, element } = addComponent(mode);
      const events: [string, EventTarget | null][] = [];
      const record = ({ type, target }: Event) => events.push([type, target]);
      document.addEventListener('junction-open', record);
      document.addEventListener('junction-exit', record);
      await element.open();
      vital.call('onExit');
      document.removeEventListener('junction-open', record);
      document.removeEventListener('junction-exit', record);
      expect(events).to.deep.equal([
        ['junction-open', host],
        ['junction-exit', host],
      ]);
      host.remove();
    });

    it(`moves the focus back into its ${mode} shadow root`, async () => {
      const { host, root, element } = addComponent(mode);
      await element.updateComplete;
      const button = element.shadowRoot!.querySelector('button')!;
      button.click();
      await element.open();
      expect(document.activeElement === frame).to.equal(true);
      vital.call('onExit');
      expect(element.shadowRoot!.activeElement === button).to.equal(true);

      const input = root.querySelector('input')!;
      input.focus();
      await element.open();
      vital.call('onExit');
      expect(root.activeElement === input).to.equal(true);
      host.remove();
    });

    it(`keeps its session when it moves into a ${mode} shadow root, and out of it`, async () => {
      const { element, types } = await addElement();
      const { host, root } = addComponent(mode);
      await element.open();
      root.append(element);
      await nextFrame();
      document.body.append(element);
      await nextFrame();
      expect([element.status, types()]).to.deep.equal(['open', ['junction-open']]);
      vital.call('onSuccess');
      expect(element.status).to.equal('connected');
      host.remove();
      element.remove();
    });
  }
});

describe('<junction-connect> in another document', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  const documentWithoutWindow = () => Promise.resolve(document.implementation.createHTMLDocument());
  const documentOfFrame = async () => (await addFrame()).contentDocument!;
  for (const [where, newDocument] of [
    ['a document without a window', documentWithoutWindow],
    ['the document of a frame', documentOfFrame],
  ] as const) {
    it(`ends its session in ${where}, and launches Link from the page of its script`, async () => {
      const other = await newDocument();
      const { element } = await addElement();
      const types = recordTypes(element);
      await element.open();
      other.body.append(element);
      await waitUntil(() => vital.destroyCount === 1, 'Link is still there');
      expect([element.status, types]).to.deep.equal(['idle', ['junction-open', 'junction-exit']]);
      await element.open();
      vital.call('onSuccess');
      expect([element.status, types.at(-1)]).to.deep.equal(['connected', 'junction-success']);

      document.body.append(element);
      await element.open();
      expect(element.status).to.equal('open');
      element.remove();
      other.defaultView?.frameElement?.remove();
    });

    it(`may be added to ${where} first`, async () => {
      const other = await newDocument();
      const element = document.createElement('junction-connect');
      element.fetchToken = () => token;
      other.body.append(element);
      await element.updateComplete;
      element.shadowRoot!.querySelector('button')!.click();
      await element.open();
      expect(element.status).to.equal('open');
      element.close();
      other.defaultView?.frameElement?.remove();
    });
  }
});

/** Records the events on the element itself, because they do not reach the document of this page. */
function recordTypes(element: JunctionConnect): string[] {
  const types: string[] = [];
  const record = ({ type }: Event) => types.push(type);
  for (const type of ['open', 'success', 'exit', 'error']) element.addEventListener(`junction-${type}`, record);
  return types;
}
