import { expect, fixture } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import { isCovered } from '../../src/link/embed.js';
import { drive, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { openedWindow, stubOpen, type StubbedOpen } from '../support/stub-open.js';

const fetchToken = () => token;

describe('<junction-connect> and a modal dialog', () => {
  let vital: FakeVital;
  let opened: StubbedOpen;
  beforeEach(() => {
    vital = installFakeVital();
    opened = stubOpen(openedWindow);
  });
  afterEach(() => {
    opened.restore();
    vital.uninstall();
  });

  /** A dialog with an element, and an element beside it. */
  async function place() {
    const root = await fixture<HTMLElement>(html`
      <div>
        <junction-connect .fetchToken=${fetchToken}></junction-connect>
        <dialog><junction-connect .fetchToken=${fetchToken}></junction-connect></dialog>
      </div>
    `);
    const [beside, inside] = root.querySelectorAll<JunctionConnect>('junction-connect');
    return { dialog: root.querySelector('dialog')!, beside: drive(beside!), inside: drive(inside!) };
  }

  it('opens a window from inside of it, within the press, and says so from the start', async () => {
    const { dialog, inside } = await place();
    dialog.showModal();
    inside.button().click();
    expect(opened.calls.length).to.equal(1);
    await inside.element.open();
    inside.element.close();
    expect(inside.events.map(({ type, detail }) => [type, (detail as { mode: string }).mode])).to.deep.equal([
      ['junction-open', 'popup'],
      ['junction-exit', 'popup'],
    ]);
    expect(vital.created.length).to.equal(0);
  });

  it('opens a window when it is elsewhere in the page, and a control in the dialog opens it', async () => {
    const { dialog, beside } = await place();
    dialog.showModal();
    await beside.element.open();
    expect([opened.calls.length, vital.created.length]).to.deep.equal([1, 0]);
    beside.element.close();
  });

  it('refuses to embed behind it, and says what to do', async () => {
    const { dialog, inside } = await place();
    inside.element.mode = 'embed';
    dialog.showModal();
    const failed = inside.next('junction-error');
    await inside.element.open();
    const { mode, error } = (await failed).detail as { mode: string; error: { code: string; message: string } };
    expect([mode, error.code, error.message]).to.deep.equal([
      'embed',
      'configuration_invalid',
      '<junction-connect mode="embed">: expected auto or popup, behind a modal dialog',
    ]);
    expect([opened.calls.length, vital.created.length]).to.deep.equal([0, 0]);
  });

  it('embeds when a listener of junction-open closes the dialog', async () => {
    const { dialog, inside } = await place();
    inside.element.mode = 'embed';
    inside.element.addEventListener('junction-open', () => dialog.close());
    dialog.showModal();
    await inside.element.open();
    expect(vital.opened).to.deep.equal([token]);
    inside.element.close();
  });

  it('embeds in a dialog that is not modal, and where one was closed', async () => {
    const { dialog, inside, beside } = await place();
    dialog.show();
    await inside.element.open();
    inside.element.close();
    dialog.close();
    dialog.showModal();
    dialog.close();
    await beside.element.open();
    beside.element.close();
    expect([opened.calls.length, vital.opened.length]).to.deep.equal([0, 2]);
  });

  it('goes on with Link that was embedded before the dialog came, and leaves the focus in the dialog', async () => {
    const { dialog, beside } = await place();
    dialog.append(document.createElement('input'));
    beside.button().click();
    await beside.element.open();
    dialog.showModal();
    const focused = document.activeElement;
    vital.call('onExit');
    expect(beside.types()).to.deep.equal(['junction-open', 'junction-exit']);
    expect([document.activeElement, dialog.contains(focused), opened.calls.length]).to.deep.equal([focused, true, 0]);
  });

  it('leaves the focus on the button in the dialog when the window has gone', async () => {
    const { dialog, inside } = await place();
    dialog.showModal();
    inside.element.focus();
    inside.button().click();
    await inside.element.open();
    inside.element.close();
    expect(inside.element.shadowRoot!.activeElement).to.equal(inside.button());
  });
});

describe('a page', () => {
  const covers: [what: string, cover: (root: HTMLElement) => void, isCovered: boolean][] = [
    ['with nothing over it', () => {}, false],
    [
      "behind a component's dialog, which is in a closed shadow root around the component's content",
      (root) => {
        const shadow = root.appendChild(document.createElement('p')).attachShadow({ mode: 'closed' });
        shadow.innerHTML = '<dialog><slot></slot></dialog>';
        shadow.querySelector('dialog')!.showModal();
      },
      true,
    ],
    ['whose body takes no presses, as libraries have it behind their own dialogs', takesNoPresses, true],
    ['that is inert', () => (document.body.inert = true), true],
    [
      'with the highest header that there is',
      (root) => (root.style.cssText = 'position:fixed;inset:0;z-index:999999998'),
      false,
    ],
    ['with a small popover', (root) => Object.assign(root, { popover: 'manual' }).showPopover(), false],
  ];
  afterEach(() => {
    document.body.inert = false;
    document.body.style.pointerEvents = '';
  });
  for (const [what, cover, covered] of covers) {
    it(`${what} is ${covered ? 'out of' : 'in'} reach, and left as it was`, async () => {
      const root = await fixture<HTMLElement>(html`<div></div>`);
      cover(root);
      const nodes = document.querySelectorAll('*').length;
      expect(isCovered(document)).to.equal(covered);
      expect(document.querySelectorAll('*').length).to.equal(nodes);
    });
  }

  it('that is not shown at all counts as in reach', () => {
    expect(isCovered(document.implementation.createHTMLDocument())).to.equal(false);
  });
});

function takesNoPresses(): void {
  document.body.style.pointerEvents = 'none';
}
