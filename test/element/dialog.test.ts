import { expect, fixture } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import { isCovered } from '../../src/link/launchers/is-covered.js';
import { harnessFor, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { newFakeWindow, stubOpen, type StubbedOpen } from '../support/stub-open.js';

const fetchToken = () => token;

describe('<junction-connect> and a modal dialog', () => {
  let vital: FakeVital;
  let openStub: StubbedOpen;
  beforeEach(() => {
    vital = installFakeVital();
    openStub = stubOpen(newFakeWindow);
  });
  afterEach(() => {
    openStub.restore();
    vital.uninstall();
  });

  /** Adds a dialog with an element, and an element outside of the dialog. */
  async function addDialog() {
    const root = await fixture<HTMLElement>(html`
      <div>
        <junction-connect .fetchToken=${fetchToken}></junction-connect>
        <dialog><junction-connect .fetchToken=${fetchToken}></junction-connect></dialog>
      </div>
    `);
    const [beside, inside] = root.querySelectorAll<JunctionConnect>('junction-connect');
    return { dialog: root.querySelector('dialog')!, beside: harnessFor(beside!), inside: harnessFor(inside!) };
  }

  it('opens a window during a press inside the dialog, and has the mode popup from the first event', async () => {
    const { dialog, inside } = await addDialog();
    dialog.showModal();
    inside.button().click();
    expect(openStub.calls.length).to.equal(1);
    await inside.element.open();
    inside.element.close();
    expect(inside.events.map(({ type, detail }) => [type, (detail as { mode: string }).mode])).to.deep.equal([
      ['junction-open', 'popup'],
      ['junction-exit', 'popup'],
    ]);
    expect(vital.created.length).to.equal(0);
  });

  it('opens a window when it is outside of the dialog, and a control in the dialog opens it', async () => {
    const { dialog, beside } = await addDialog();
    dialog.showModal();
    await beside.element.open();
    expect([openStub.calls.length, vital.created.length]).to.deep.equal([1, 0]);
    beside.element.close();
  });

  it('does not embed Link behind the dialog, and says what to do', async () => {
    const { dialog, inside } = await addDialog();
    inside.element.mode = 'embed';
    dialog.showModal();
    const failure = inside.next('junction-error');
    await inside.element.open();
    const { mode, error } = (await failure).detail as { mode: string; error: { code: string; message: string } };
    expect([mode, error.code, error.message]).to.deep.equal([
      'embed',
      'configuration_invalid',
      '<junction-connect mode="embed">: expected auto or popup, because this page is behind a modal dialog',
    ]);
    expect([openStub.calls.length, vital.created.length]).to.deep.equal([0, 0]);
  });

  it('embeds when a listener of junction-open closes the dialog', async () => {
    const { dialog, inside } = await addDialog();
    inside.element.mode = 'embed';
    inside.element.addEventListener('junction-open', () => dialog.close());
    dialog.showModal();
    await inside.element.open();
    expect(vital.openedTokens).to.deep.equal([token]);
    inside.element.close();
  });

  it('embeds in a dialog that is not modal, and after a dialog was closed', async () => {
    const { dialog, inside, beside } = await addDialog();
    dialog.show();
    await inside.element.open();
    inside.element.close();
    dialog.close();
    dialog.showModal();
    dialog.close();
    await beside.element.open();
    beside.element.close();
    expect([openStub.calls.length, vital.openedTokens.length]).to.deep.equal([0, 2]);
  });

  it('keeps a Link that was embedded before the dialog opened, and leaves the focus in the dialog', async () => {
    const { dialog, beside } = await addDialog();
    dialog.append(document.createElement('input'));
    beside.button().click();
    await beside.element.open();
    dialog.showModal();
    const focused = document.activeElement;
    vital.call('onExit');
    expect(beside.types()).to.deep.equal(['junction-open', 'junction-exit']);
    expect([document.activeElement, dialog.contains(focused), openStub.calls.length]).to.deep.equal([focused, true, 0]);
  });

  it('keeps the focus on the button in the dialog when the window was closed', async () => {
    const { dialog, inside } = await addDialog();
    dialog.showModal();
    inside.element.focus();
    inside.button().click();
    await inside.element.open();
    inside.element.close();
    expect(inside.element.shadowRoot!.activeElement).to.equal(inside.button());
  });
});

describe('a page', () => {
  const covers: [description: string, cover: (root: HTMLElement) => void, isCovered: boolean][] = [
    ['that nothing covers', () => {}, false],
    [
      "behind a component's dialog in a closed shadow root",
      (root) => {
        const shadow = root.appendChild(document.createElement('p')).attachShadow({ mode: 'closed' });
        shadow.innerHTML = '<dialog><slot></slot></dialog>';
        shadow.querySelector('dialog')!.showModal();
      },
      true,
    ],
    [
      'behind a dialog without a margin and without a backdrop',
      (root) => {
        root.innerHTML = '<dialog style="margin: 0">Own</dialog><style>::backdrop { display: none }</style>';
        root.querySelector('dialog')!.showModal();
      },
      true,
    ],
    ['behind a dialog, with a transformed body', behindDialog('transform: scale(1)'), true],
    ['whose body takes no presses, as some libraries do behind their dialogs', style('pointer-events: none'), true],
    ['that is inert', () => (document.body.inert = true), true],
    ['with a header in front of everything', fixed('inset: 0 0 auto; height: 40%'), false],
    ['with a small widget in the corner', fixed('top: 0; left: 0; width: 30px; height: 30px'), false],
    [
      'with a popover over its upper part',
      popover('inset: 0; width: 100%; height: 100%; clip-path: polygon(0 0, 100% 0, 100% 40%, 0 40%)'),
      false,
    ],
    ['with a small popover in the corner', popover('inset: 0 auto auto 0; width: 30px; height: 30px'), false],
    ['behind a popover over the whole page', popover('inset: 0; width: 100%; height: 100%'), true],
    ['with a small popover', (root) => Object.assign(root, { popover: 'manual' }).showPopover(), false],
    ['whose body has a filter', style('filter: brightness(0.9); margin: 40px'), false],
    ['whose body is transformed', style('transform: translateY(0); margin: 40px; height: 20px'), false],
    [
      'whose body has a filter, and is long and scrolled',
      scrolled('filter: brightness(0.9); margin: 40px; height: 9000px'),
      false,
    ],
    ['that hides empty elements', sheet(':empty { display: none !important }'), false],
    ['that hides the last element of the body', sheet('body > :last-child { display: none !important }'), false],
    [
      'that has important styles for everything in the body',
      sheet(
        'body > * { position: static !important; pointer-events: none !important; visibility: hidden; z-index: -1 !important }',
      ),
      false,
    ],
  ];
  afterEach(() => {
    document.body.inert = false;
    document.body.style.cssText = '';
    scrollTo(0, 0);
  });
  for (const [description, cover, expected] of covers) {
    it(`${description} is ${expected ? '' : 'not '}covered, and does not change`, async () => {
      const root = await fixture<HTMLElement>(html`<div></div>`);
      cover(root);
      const nodes = document.querySelectorAll('*').length;
      const scroll = [scrollX, scrollY];
      expect(isCovered(window)).to.equal(expected);
      expect(document.querySelectorAll('*').length).to.equal(nodes);
      expect([scrollX, scrollY]).to.deep.equal(scroll);
    });
  }

  const size = { innerWidth, innerHeight };
  it('that is not shown is not covered', () => {
    expect(isCovered({ ...size, document: document.implementation.createHTMLDocument() })).to.equal(false);
  });
});

/** Sets the style of the body. */
function style(cssText: string) {
  return () => void (document.body.style.cssText = cssText);
}

function scrolled(cssText: string) {
  return () => {
    style(cssText)();
    scrollTo(0, 3000);
  };
}

function behindDialog(cssText: string) {
  return (root: HTMLElement) => {
    style(cssText)();
    root.innerHTML = '<dialog>Own</dialog>';
    root.querySelector('dialog')!.showModal();
  };
}

/** Places the root in front of everything else. */
function fixed(cssText: string) {
  return (root: HTMLElement) => void (root.style.cssText = `position: fixed; z-index: 2147483647; ${cssText}`);
}

/** Places the root in the top layer. */
function popover(cssText: string) {
  return (root: HTMLElement) => {
    root.style.cssText = `margin: 0; border: 0; ${cssText}`;
    Object.assign(root, { popover: 'manual' }).showPopover();
  };
}

/** Adds a style sheet to the page. */
function sheet(text: string) {
  return (root: HTMLElement) => void (root.appendChild(document.createElement('style')).textContent = text);
}
