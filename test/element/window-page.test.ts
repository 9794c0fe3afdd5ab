import { expect } from '@open-wc/testing';
import { addElement, html, token } from '../support/element.js';
import { newFakeWindow, stubOpen, type StubbedOpen } from '../support/stub-open.js';

describe('the window of <junction-connect>', () => {
  let focusCount: number;
  let opened: ReturnType<typeof newFakeWindow>;
  let openStub: StubbedOpen;
  beforeEach(() => {
    focusCount = 0;
    openStub = stubOpen(() => {
      const focus = () => void (focusCount += 1);
      return (opened = Object.assign(newFakeWindow(), { focus }));
    });
  });
  afterEach(() => {
    openStub.restore();
    document.querySelector('meta[property="og:site_name"]')?.remove();
  });

  const pending = () => new Promise<never>(() => {});
  const textsOf = ({ body }: Document) => [...body.querySelectorAll('p, h1')].map(({ textContent }) => textContent);

  it('shows the names of the site and the provider, and what comes, before Link is shown there', async () => {
    const { element, button } = await addElement(
      html`<junction-connect mode="popup" provider="oura" lang="de-CH" .fetchToken=${pending}></junction-connect>`,
    );
    button().click();
    const text = 'Hier wird Junction Link geöffnet, damit Sie Ihr Gerät verbinden können.';
    expect(textsOf(opened.document)).to.deep.equal([`${location.host} · Oura`, text]);
    expect([opened.document.title, opened.document.documentElement.lang]).to.deep.equal([text, 'de']);
    element.close();
  });

  it("shows the page's own text, as text, and the name that the site gives itself", async () => {
    const meta = document.head.appendChild(document.createElement('meta'));
    meta.setAttribute('property', 'og:site_name');
    meta.content = '<b>Gym</b>';
    const messages = { opening: '<i>{provider}</i> opens here.' };
    const { element, button } = await addElement(
      html`<junction-connect mode="popup" provider="oura" lang="de" .messages=${messages} .fetchToken=${pending}></junction-connect>`,
    );
    button().click();
    expect(textsOf(opened.document)).to.deep.equal(['<b>Gym</b> · Oura', '<i>Oura</i> opens here.']);
    expect(opened.document.documentElement.lang).to.equal(document.documentElement.lang);
    element.close();
  });

  it('is named in the page while Link is open in it, with a button that brings it to the front', async () => {
    const { element, message, announcement, types } = await addElement(
      html`<junction-connect mode="popup" .fetchToken=${() => token}></junction-connect>`,
    );
    await element.open();
    await element.updateComplete;
    expect(message().replace(/\s+/g, ' ')).to.equal('Link is open in another window. Show it');
    await expect(element).to.be.accessible();
    const show = element.shadowRoot!.querySelector<HTMLButtonElement>('button[part="link"]')!;
    expect([show.textContent, show.type]).to.deep.equal(['Show it', 'button']);
    show.click();
    expect([focusCount, openStub.calls.length, types()]).to.deep.equal([1, 1, ['junction-open']]);
    element.close();
    await element.updateComplete;
    expect([message(), announcement()]).to.deep.equal(['', 'Junction Link was closed.']);
  });

  it('is named without a button while the element is disabled', async () => {
    const { element, message } = await addElement(
      html`<junction-connect mode="popup" .fetchToken=${() => token}></junction-connect>`,
    );
    await element.open();
    element.disabled = true;
    await element.updateComplete;
    expect(message()).to.equal('Link is open in another window.');
    element.close();
  });

  it('gives the focus back to the button when the button that shows it has gone', async () => {
    const { element, button } = await addElement(
      html`<junction-connect mode="popup" .fetchToken=${() => token}></junction-connect>`,
    );
    await element.open();
    await element.updateComplete;
    const root = element.shadowRoot!;
    root.querySelector<HTMLElement>('[part="link"]')!.focus();
    element.messages = { showWindow: 'Bring it here' };
    await element.updateComplete;
    expect(root.activeElement!.textContent).to.equal('Bring it here');
    element.close();
    await element.updateComplete;
    expect(root.activeElement).to.equal(button());
  });
});
