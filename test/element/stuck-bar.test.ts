import { expect } from '@open-wc/testing';
import { addElement, type Harness, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { newFakeWindow, stubOpen, type StubbedOpen } from '../support/stub-open.js';
import { waitUntil } from '../support/wait.js';

const fetchToken = () => ({ link_token: token, link_web_url: `https://link.tryvital.io/?token=${token}` });

describe('the bar of <junction-connect>', () => {
  let vital: FakeVital;
  let frame: HTMLIFrameElement;
  let openStub: StubbedOpen;
  let harness: Harness;

  beforeEach(() => {
    // Link is stuck at once, because its frame is inert.
    const duringOpen = () => {
      frame = document.createElement('iframe');
      frame.inert = true;
      frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647';
      document.body.append(frame);
    };
    vital = installFakeVital({ duringOpen });
    openStub = stubOpen(newFakeWindow);
  });
  afterEach(() => {
    harness.element.close();
    expect([findBar(), document.querySelector('junction-connect-guard')]).to.deep.equal([null, null]);
    openStub.restore();
    vital.uninstall();
  });

  const findBar = () =>
    (harness.element.shadowRoot ?? document).querySelector<HTMLElement>('junction-connect-bar') ??
    document.querySelector<HTMLElement>('junction-connect-bar');
  const bar = () => findBar()!;
  const buttons = () => [...bar().shadowRoot!.querySelectorAll('button')];
  const texts = () => [bar().shadowRoot!.querySelector('p')!, ...buttons()].map(({ textContent }) => textContent);

  /** Adds an element, and opens Link, which is stuck. */
  async function openStuck(template = html`<junction-connect .fetchToken=${fetchToken}></junction-connect>`) {
    harness = await addElement(template);
    harness.button().focus();
    harness.button().click();
    await harness.element.open();
    await waitUntil(() => !!findBar(), 'There is no bar');
  }

  it('lies over Link at the lower edge of the window, and leaves the focus where it is', async () => {
    await openStuck();
    const { bottom, left, right, height } = bar().getBoundingClientRect();
    expect([bottom, left, right]).to.deep.equal([innerHeight, 0, innerWidth]);
    expect(height).to.be.lessThan(innerHeight / 3);
    const host = document.elementFromPoint(innerWidth / 2, innerHeight - height / 2);
    expect([host, bar().matches(':popover-open')]).to.deep.equal([harness.element, true]);
    expect(bar().shadowRoot!.activeElement === null).to.equal(true);
    expect(texts()).to.deep.equal(['Is Junction Link not working here?', 'Continue in a new window', 'Close']);
    await expect(bar()).to.be.accessible();
  });

  it('has the language and the direction of the element', async () => {
    await openStuck(html`<junction-connect lang="de" dir="rtl" .fetchToken=${fetchToken}></junction-connect>`);
    expect([bar().lang, bar().dir]).to.deep.equal(['de', 'rtl']);
    expect(texts()[2]).to.equal('Schließen');
  });

  it('follows a change of the language, and has the texts of the page', async () => {
    await openStuck();
    harness.element.lang = 'de';
    await Promise.resolve(); // The browser calls the observer.
    await harness.element.updateComplete;
    const german = ['Funktioniert Junction Link hier nicht?', 'In einem neuen Fenster fortfahren', 'Schließen'];
    expect([bar().lang, texts()]).to.deep.equal(['de', german]);
    harness.element.messages = { stuck: 'Hängt es?', close: 'Weg' };
    await harness.element.updateComplete;
    expect(texts()).to.deep.equal(['Hängt es?', german[1], 'Weg']);
    buttons()[1]!.click();
    expect(harness.types()).to.deep.equal(['junction-open', 'junction-exit']);
  });

  it('closes Link, as a person does', async () => {
    await openStuck();
    buttons()[1]!.click();
    expect(harness.events.at(-1)!.detail).to.include({ reason: 'user', mode: 'embed' });
    expect([harness.types(), harness.element.status]).to.deep.equal([['junction-open', 'junction-exit'], 'idle']);
    expect([frame.isConnected, harness.element.shadowRoot!.activeElement === harness.button()]).to.deep.equal([
      false,
      true,
    ]);
  });

  it('leads to exit-url when it closes Link, as every exit by a person does', async () => {
    // The address has only a hash, because the tests run in this page.
    await openStuck(html`<junction-connect exit-url="#left" .fetchToken=${fetchToken}></junction-connect>`);
    buttons()[1]!.click();
    expect(location.hash).to.equal('#left');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('continues the session in a window, which opens during the press', async () => {
    await openStuck();
    buttons()[0]!.click();
    expect([openStub.calls.length, frame.isConnected]).to.deep.equal([1, false]);
    await harness.element.open();
    expect([harness.types(), harness.element.status]).to.deep.equal([['junction-open'], 'open']);
    harness.element.close();
    expect(harness.events.at(-1)!.detail).to.include({ reason: 'page', mode: 'popup' });
  });

  const press = (button: HTMLElement, key: string, shiftKey = false) =>
    button.dispatchEvent(
      new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, composed: true, cancelable: true }),
    );

  it('closes Link on Escape', async () => {
    await openStuck();
    press(buttons()[0]!, 'Escape');
    expect(harness.events.at(-1)!.detail).to.include({ reason: 'user' });
  });

  it('moves the focus into Link when the Tab key leads out of it, in both directions', async () => {
    await openStuck();
    frame.inert = false;
    for (const [index, shiftKey] of [
      [1, false],
      [0, true],
    ] as const) {
      buttons()[index]!.focus();
      expect(bar().shadowRoot!.activeElement === buttons()[index]).to.equal(true);
      expect(press(buttons()[index]!, 'Tab', shiftKey)).to.equal(false);
      expect(document.activeElement === frame).to.equal(true);
    }
    buttons()[0]!.focus();
    expect(press(buttons()[0]!, 'Tab')).to.equal(true); // The browser moves the focus to the second button.
  });

  it('gets the focus from a guard of Link', async () => {
    await openStuck();
    frame.inert = false;
    document.querySelector<HTMLElement>('junction-connect-guard')!.focus();
    expect(bar().shadowRoot!.activeElement === buttons()[0]).to.equal(true);
  });

  it('gets the focus when the person presses the button again', async () => {
    await openStuck();
    harness.button().click();
    expect(bar().shadowRoot!.activeElement === buttons()[0]).to.equal(true);
  });

  it('goes away when the person can reach Link, and moves the focus into Link', async () => {
    await openStuck();
    frame.inert = false;
    buttons()[0]!.focus();
    await waitUntil(() => !findBar(), 'The bar is still there');
    expect([document.activeElement === frame, harness.element.status]).to.deep.equal([true, 'open']);
  });

  it('does not offer a window after a success', async () => {
    await openStuck();
    vital.call('onSuccess');
    expect(texts().slice(1)).to.deep.equal(['Close']);
    buttons()[0]!.click();
    expect([harness.types(), frame.isConnected]).to.deep.equal([['junction-open', 'junction-success'], false]);
  });

  it('is in the body when the page has hidden the element, where no style sheet of the page hides it', async () => {
    const sheet = document.createElement('style');
    sheet.textContent = 'body > * { display: none; position: static; z-index: 0; pointer-events: none }';
    harness = await addElement(html`<junction-connect .fetchToken=${fetchToken}></junction-connect>`);
    harness.element.style.display = 'none';
    document.body.append(sheet);
    await harness.element.open();
    await waitUntil(() => !!findBar(), 'There is no bar');
    expect(bar().parentElement === document.body).to.equal(true);
    const { width, bottom } = bar().getBoundingClientRect();
    expect([width, bottom, getComputedStyle(bar()).pointerEvents]).to.deep.equal([innerWidth, innerHeight, 'auto']);
    sheet.remove();
  });

  /** Returns true when the bar lies over Link, and a press at the middle of its last button reaches it. */
  const isReachable = () => {
    const { left, right, top, bottom } = buttons().at(-1)!.getBoundingClientRect();
    const host = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return bar().matches(':popover-open') && (host === harness.element || host === bar());
  };

  describe('comes back where a person can press it when the page', () => {
    const changes: [description: string, change: (container: HTMLElement) => void][] = [
      ['makes its element inert', (container) => (container.inert = true)],
      ['hides its element', (container) => (container.style.display = 'none')],
      ['moves its element', (container) => document.body.prepend(container)],
      [
        'opens a popover over it',
        (container) => {
          const popover = container.appendChild(document.createElement('div'));
          popover.popover = 'manual';
          popover.style.cssText = 'inset:auto 0 0;width:100%;height:100px;margin:0';
          popover.showPopover();
        },
      ],
    ];
    for (const [description, change] of changes) {
      it(description, async () => {
        await openStuck(html`<p><junction-connect .fetchToken=${fetchToken}></junction-connect></p>`);
        expect(isReachable()).to.equal(true);
        buttons()[1]!.focus();
        change(harness.element.parentElement!);
        expect(isReachable()).to.equal(false);
        await waitUntil(isReachable, 'Nobody can press the bar');
        bar().shadowRoot!.querySelectorAll('button')[1]!.click();
        expect(harness.types()).to.deep.equal(['junction-open', 'junction-exit']);
      });
    }

    it('makes the bar itself inert in the body', async () => {
      const observer = new MutationObserver((records) =>
        records.forEach(({ addedNodes }) =>
          addedNodes.forEach((node) => ((node as HTMLElement).inert = node.parentNode === document.body)),
        ),
      );
      observer.observe(document.body, { childList: true });
      await openStuck(
        html`<p style="display: none"><junction-connect .fetchToken=${fetchToken}></junction-connect></p>`,
      );
      expect(bar().parentElement === document.body).to.equal(true);
      await waitUntil(() => bar().inert, 'The library has not seen the bar');
      await waitUntil(() => !bar().inert, 'The bar is inert');
      observer.disconnect();
    });
  });

  it('hides a press from the scripts of the page, and follows no link around the element', async () => {
    const seen: string[] = [];
    const note = ({ type }: Event) => seen.push(type);
    await openStuck(html`<a href="#left"><junction-connect .fetchToken=${fetchToken}></junction-connect></a>`);
    const types = ['pointerdown', 'mousedown', 'click'];
    types.forEach((type) => document.addEventListener(type, note));
    const text = bar().shadowRoot!.querySelector('p')!;
    const isAllowed = types.map((type) =>
      text.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true })),
    );
    // `mousedown` would move the focus to the element's button, and `click` would follow the page's link.
    expect([seen, isAllowed, location.hash]).to.deep.equal([[], [true, false, false], '']);
    types.forEach((type) => document.removeEventListener(type, note));
  });

  it('goes away when the element is removed', async () => {
    await openStuck();
    harness.element.remove();
    await waitUntil(() => !frame.isConnected, 'Link is still there');
    expect(findBar() === null).to.equal(true);
  });
});
