import { expect, fixture } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import { isCovered } from '../../src/link/launchers/is-covered.js';
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
    [
      'behind a dialog without a margin, whose backdrop is not seen',
      (root) => {
        root.innerHTML = '<dialog style="margin: 0">Own</dialog><style>::backdrop { display: none }</style>';
        root.querySelector('dialog')!.showModal();
      },
      true,
    ],
    ['behind a dialog, with a body that fixed positions are relative to', behindDialog('transform: scale(1)'), true],
    ['whose body takes no presses, as libraries have it behind their own dialogs', style('pointer-events: none'), true],
    ['that is inert', () => (document.body.inert = true), true],
    ['with the highest header that there is', fixed('inset: 0 0 auto; height: 40%'), false],
    ['with a small widget in the corner', fixed('top: 0; left: 0; width: 30px; height: 30px'), false],
    [
      'with a popover over its upper part',
      popover('inset: 0; width: 100%; height: 100%; clip-path: polygon(0 0, 100% 0, 100% 40%, 0 40%)'),
      false,
    ],
    ['with a small popover in the corner', popover('inset: 0 auto auto 0; width: 30px; height: 30px'), false],
    ['behind a popover all over', popover('inset: 0; width: 100%; height: 100%'), true],
    ['with a small popover', (root) => Object.assign(root, { popover: 'manual' }).showPopover(), false],
    ['whose body filters', style('filter: brightness(0.9); margin: 40px'), false],
    ['whose body is transformed', style('transform: translateY(0); margin: 40px; height: 20px'), false],
    [
      'whose filtered body is long, and scrolled',
      scrolled('filter: brightness(0.9); margin: 40px; height: 9000px'),
      false,
    ],
    ['that hides what is empty', sheet(':empty { display: none !important }'), false],
    [
      'that hides what it does not know at the end of the body',
      sheet('body > :last-child { display: none !important }'),
      false,
    ],
    [
      'that has its own idea of everything in the body',
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
  for (const [what, cover, covered] of covers) {
    it(`${what} is ${covered ? 'out of' : 'in'} reach, and left as it was`, async () => {
      const root = await fixture<HTMLElement>(html`<div></div>`);
      cover(root);
      const nodes = document.querySelectorAll('*').length;
      const scroll = [scrollX, scrollY];
      expect(isCovered(window)).to.equal(covered);
      expect(document.querySelectorAll('*').length).to.equal(nodes);
      expect([scrollX, scrollY]).to.deep.equal(scroll);
    });
  }

  const size = { innerWidth, innerHeight };
  it('that is not shown at all counts as in reach', () => {
    expect(isCovered({ ...size, document: document.implementation.createHTMLDocument() })).to.equal(false);
  });
});

/** Gives the body a style. */
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

/** Puts something in front of everything else. */
function fixed(cssText: string) {
  return (root: HTMLElement) => void (root.style.cssText = `position: fixed; z-index: 2147483647; ${cssText}`);
}

/** Puts something into the top layer. */
function popover(cssText: string) {
  return (root: HTMLElement) => {
    root.style.cssText = `margin: 0; border: 0; ${cssText}`;
    Object.assign(root, { popover: 'manual' }).showPopover();
  };
}

/** Gives the page a style sheet. */
function sheet(text: string) {
  return (root: HTMLElement) => void (root.appendChild(document.createElement('style')).textContent = text);
}
