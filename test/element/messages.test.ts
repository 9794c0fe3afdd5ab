import { expect, fixture } from '@open-wc/testing';
import { messagesStore } from '../../src/i18n/messages-store.js';
import { JunctionConnect, registerMessages } from '../../src/index.js';
import { addElement, type Harness, html } from '../support/element.js';

const label = ({ button }: Harness) => button().textContent.trim();

describe('the texts of <junction-connect>', () => {
  const { warn } = console;
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
    console.warn = (line: string) => warnings.push(line);
  });
  afterEach(() => {
    console.warn = warn;
    messagesStore().registered.clear();
  });

  const textOf = ({ element }: Harness) => element.shadowRoot!.querySelector<HTMLElement>('[part=message] span')!;
  const marksOf = (text: Element) => [text.getAttribute('lang'), text.getAttribute('dir')];

  it('are those of the attribute messages, as JSON', async () => {
    const harness = await addElement(
      html`<junction-connect connected messages='{ "label": "Connect a watch", "connected": "All set" }'></junction-connect>`,
    );
    expect([label(harness), harness.message()]).to.deep.equal(['Connect a watch', 'All set']);
    harness.element.setAttribute('messages', '{ "label": "Go" }');
    await harness.element.updateComplete;
    expect([label(harness), harness.message(), warnings]).to.deep.equal(['Go', 'Connected', []]);
    harness.element.removeAttribute('messages');
    await harness.element.updateComplete;
    expect([label(harness), warnings]).to.deep.equal(['Connect a device', []]);
  });

  it('are those of the property messages, as an object', async () => {
    const messages = { connectedProvider: '{provider} is in. Well done, {provider}!' };
    const harness = await addElement(
      html`<junction-connect connected="oura" .messages=${messages}></junction-connect>`,
    );
    expect(harness.message()).to.equal('Oura is in. Well done, Oura!');
    harness.element.connected = true;
    await harness.element.updateComplete;
    expect(harness.message()).to.equal('Connected'); // Nobody knows the name.
    harness.element.messages = null;
    harness.element.connected = 'oura';
    await harness.element.updateComplete;
    expect([harness.message(), warnings]).to.deep.equal(['Oura is connected', []]);
  });

  it('give way to the label and the content of the page', async () => {
    const messages = { label: 'Text' };
    const labelled = await addElement(html`<junction-connect label="Label" .messages=${messages}></junction-connect>`);
    expect(label(labelled)).to.equal('Label');
    const filled = await addElement(
      html`<junction-connect label="Label" .messages=${messages}>Content</junction-connect>`,
    );
    expect(filled.button().querySelector('slot')!.assignedNodes()[0]!.textContent).to.equal('Content');
    filled.element.messages = { label: 'Other' };
    await filled.element.updateComplete;
    expect([filled.element.innerText, filled.button().innerText.trim()]).to.deep.equal(['Content', '']);
  });

  it('are plain text: markup in them is shown as text', async () => {
    const markup = '<img src="data:," onerror="alert(1)"><b>Go</b>';
    const harness = await addElement(
      html`<junction-connect connected .messages=${{ label: markup, connected: markup }}></junction-connect>`,
    );
    expect([label(harness), harness.message()]).to.deep.equal([markup, markup]);
    expect(harness.element.shadowRoot!.querySelector('img, b')).to.equal(null);
  });

  for (const value of ['{ label: "Go" }', ['Go'], 7, { lable: 'Go', close: 7 }]) {
    it(`are the built-in ones for ${JSON.stringify(value)}`, async () => {
      const harness = await addElement(html`<junction-connect .messages=${value}></junction-connect>`);
      expect(label(harness)).to.equal('Connect a device');
      expect(warnings).to.deep.equal([]); // The check before a press writes the line.
    });
  }

  it('follow registerMessages at once, in the elements that are shown', async () => {
    const german = await addElement(html`<junction-connect lang="de-AT"></junction-connect>`);
    const polish = await addElement(html`<junction-connect lang="pl"></junction-connect>`);
    const own = await addElement(html`<junction-connect lang="pl" .messages=${{ label: 'Go' }}></junction-connect>`);
    const labels = async () => {
      await Promise.all([german, polish, own].map(({ element }) => element.updateComplete));
      return [german, polish, own].map(label);
    };
    expect(await labels()).to.deep.equal(['Gerät verbinden', 'Connect a device', 'Go']);
    registerMessages('pl', { label: 'Połącz urządzenie' });
    expect(await labels()).to.deep.equal(['Gerät verbinden', 'Połącz urządzenie', 'Go']);
    JunctionConnect.registerMessages('de-AT', { label: 'Gerät verbinden, bitte' });
    expect(await labels()).to.deep.equal(['Gerät verbinden, bitte', 'Połącz urządzenie', 'Go']);
  });

  it('do not follow after the element was removed, and do when it is put back', async () => {
    const harness = await addElement(html`<junction-connect lang="pl"></junction-connect>`);
    const parent = harness.element.parentElement!;
    harness.element.remove();
    registerMessages('pl', { label: 'Połącz urządzenie' });
    await harness.element.updateComplete;
    expect(label(harness)).to.equal('Connect a device');
    parent.append(harness.element);
    await harness.element.updateComplete;
    expect(label(harness)).to.equal('Połącz urządzenie');
  });

  it('have the language and the direction of a built-in language, or those of the page', async () => {
    registerMessages('he', { connected: 'מחובר', label: 'חיבור מכשיר' });
    const rows: [lang: string, own: object, marks: (string | null)[]][] = [
      ['de', {}, ['de', 'ltr']],
      ['tlh', {}, ['en', 'ltr']],
      ['he', {}, ['he', 'rtl']],
      ['he', { connected: 'OK' }, [null, 'auto']],
    ];
    for (const [lang, messages, marks] of rows) {
      const harness = await addElement(
        html`<junction-connect connected lang=${lang} .messages=${messages}></junction-connect>`,
      );
      expect(marksOf(textOf(harness))).to.deep.equal(marks);
    }
  });

  it('in English keep their full stop at the right end in a page from right to left', async () => {
    const page = await fixture<HTMLElement>(html`<section lang="ar" dir="rtl"></section>`);
    const harness = await addElement(
      html`<junction-connect .fetchToken=${() => Promise.reject(new Error('down'))}></junction-connect>`,
    );
    page.append(harness.element);
    await harness.element.open();
    await harness.element.updateComplete;
    const text = textOf(harness);
    expect([harness.message(), getComputedStyle(text).direction]).to.deep.equal([
      'That failed. Please try again.',
      'ltr',
    ]);
    const range = document.createRange();
    const node = [...text.childNodes].findLast(({ nodeType }) => nodeType === Node.TEXT_NODE)!;
    const positionOf = (index: number) => {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return range.getBoundingClientRect().left;
    };
    expect(positionOf(node.textContent!.length - 1)).to.be.greaterThan(positionOf(0));
  });
});
