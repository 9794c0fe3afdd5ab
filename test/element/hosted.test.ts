import { expect } from '@open-wc/testing';
import { addElement, html, token } from '../support/element.js';
import { installFakeVital } from '../support/fake-vital.js';
import { newFakeWindow, stubOpen, type StubbedOpen } from '../support/stub-open.js';

describe('<junction-connect> with hosted Link', () => {
  const fetchToken = async () => token;
  let openStub: StubbedOpen | undefined;
  afterEach(() => openStub?.restore());

  it('opens the window during the press', async () => {
    openStub = stubOpen(newFakeWindow);
    const { button, element, events } = await addElement(
      html`<junction-connect mode="POPUP" .fetchToken=${fetchToken}></junction-connect>`,
    );
    button().click();
    expect(openStub.calls.length).to.equal(1);
    expect(events[0]!.detail).to.include({ mode: 'popup' });
    element.close();
  });

  it('shows a link when the window was blocked, and continues when the person presses the link', async () => {
    openStub = stubOpen(() => null);
    const { button, element, events, types, link, message } = await addElement(
      html`<junction-connect mode="popup" .fetchToken=${fetchToken}></junction-connect>`,
    );
    button().click();
    await element.open();
    await element.updateComplete;
    expect(types()).to.deep.equal(['junction-open', 'junction-error']);
    expect(link()!.href).to.equal('https://link.tryvital.io/');
    expect(message()).to.equal('The browser blocked the window. Continue in a new window');
    openStub.restore();
    openStub = stubOpen(newFakeWindow);
    link()!.click();
    expect(openStub.calls.length).to.equal(1);
    await element.open();
    await element.updateComplete;
    expect([element.status, link(), types().length]).to.deep.equal(['open', null, 2]);
    element.close();
    expect(events.at(-1)!.detail).to.deep.equal({
      sessionId: (events[0]!.detail as { sessionId: string }).sessionId,
      mode: 'popup',
      reason: 'page',
    });
  });

  it('shows the link when Link’s script does not load, and removes it when the page ends the session', async () => {
    const { element, types, link, button } = await addElement();
    const launched = element.open();
    document.querySelector('script[src*="initialize.js"]')!.dispatchEvent(new Event('error'));
    await launched;
    await element.updateComplete;
    expect([link()!.textContent, types()]).to.deep.equal(['Continue in a new window', ['junction-open']]);
    expect(button().getAttribute('aria-busy')).to.equal('false');
    element.close();
    await element.updateComplete;
    expect([link(), types()]).to.deep.equal([null, ['junction-open', 'junction-exit']]);
  });

  it('embeds again in the next session', async () => {
    const { element, button } = await addElement();
    const launched = element.open();
    document.querySelector('script[src*="initialize.js"]')!.dispatchEvent(new Event('error'));
    await launched;
    element.close();
    const vital = installFakeVital();
    button().click();
    await element.open();
    expect([element.status, vital.openedTokens]).to.deep.equal(['open', [token]]);
    element.close();
    vital.uninstall();
  });
});
