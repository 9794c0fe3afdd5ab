import { expect, fixture } from '@open-wc/testing';
import { addElement, type Harness, harnessFor, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

const root = document.documentElement;

/** Wraps each text of a tree in two `<font>` elements, as the translators of browsers do. */
function translate(node: Node): void {
  for (const child of [...node.childNodes]) {
    if (child.nodeType !== Node.TEXT_NODE) translate(child);
    else if (child.textContent!.trim()) {
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.textContent = `(${child.textContent!.trim()})`;
      outer.append(inner);
      child.parentNode!.replaceChild(outer, child);
    }
  }
}

const label = ({ button }: Harness) => button().textContent.trim();

describe('the language of <junction-connect>', () => {
  const language = root.lang;
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => {
    root.lang = language;
    vital.uninstall();
  });

  const changes: [place: string, add: () => Promise<{ harness: Harness; setLanguage: (language: string) => void }>][] =
    [
      [
        'the document',
        async () => ({ harness: await addElement(), setLanguage: (language) => (root.lang = language) }),
      ],
      [
        'the element itself',
        async () => {
          const harness = await addElement();
          return { harness, setLanguage: (language) => (harness.element.lang = language) };
        },
      ],
      [
        'an element around the host of its shadow root',
        async () => {
          const outer = await fixture<HTMLElement>(html`<section><div></div></section>`);
          const shadow = outer.firstElementChild!.attachShadow({ mode: 'closed' });
          const element = shadow.appendChild(document.createElement('junction-connect'));
          element.fetchToken = () => token;
          await element.updateComplete;
          return { harness: harnessFor(element), setLanguage: (language) => (outer.lang = language) };
        },
      ],
      [
        'an element in the shadow root around it',
        async () => {
          const host = await fixture<HTMLElement>(html`<div></div>`);
          const shadow = host.attachShadow({ mode: 'open' });
          const inner = shadow.appendChild(document.createElement('p'));
          const element = inner.appendChild(document.createElement('junction-connect'));
          element.fetchToken = () => token;
          await element.updateComplete;
          return { harness: harnessFor(element), setLanguage: (language) => (inner.lang = language) };
        },
      ],
    ];
  for (const [place, add] of changes) {
    it(`follows a change at ${place}`, async () => {
      const { harness, setLanguage } = await add();
      const { element } = harness;
      await element.open();
      vital.call('onSuccess');
      for (const [code, expected] of [
        ['de', ['Gerät verbinden', 'Verbunden']],
        ['fr', ['Connecter un appareil', 'Connecté']],
        ['', ['Connect a device', 'Connected']],
      ] as const) {
        setLanguage(code);
        await Promise.resolve(); // The browser calls the observer.
        await element.updateComplete;
        expect([label(harness), harness.message()]).to.deep.equal(expected);
      }
      element.close();
      (element.getRootNode() as ShadowRoot).host?.remove();
    });
  }

  it('is followed by an element that was moved to another place', async () => {
    const { element, button } = await addElement();
    const place = await fixture<HTMLElement>(html`<section lang="de"></section>`);
    place.append(element);
    await element.updateComplete;
    expect(button().textContent.trim()).to.equal('Gerät verbinden');
    place.lang = 'nl';
    await Promise.resolve();
    await element.updateComplete;
    expect(button().textContent.trim()).to.equal('Apparaat koppelen');
  });

  it('stays right when a translator has replaced the texts', async () => {
    const harness = await addElement();
    const { element, message } = harness;
    const shadow = element.shadowRoot!;
    translate(shadow);
    expect(label(harness)).to.equal('(Connect a device)');
    await element.open();
    vital.call('onError', { error_type: 'provider_api_error' });
    await element.updateComplete;
    translate(shadow);
    expect(message()).to.equal('(That failed. Please try again.)');
    vital.call('onSuccess');
    await element.updateComplete;
    expect(message()).to.equal('Connected');
    element.label = 'Connect a watch';
    await element.updateComplete;
    expect(label(harness)).to.equal('Connect a watch');
    element.close();
  });
});
