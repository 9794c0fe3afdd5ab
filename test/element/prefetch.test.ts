import { expect, fixture, html } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';
import { configureLink, linkScriptUrl } from '../../src/link/link-location.js';
import { installFakeClock, type FakeClock } from '../support/fake-clock.js';

/** The addresses of the scripts that were added to the page. */
const added: string[] = [];
const note = (records: MutationRecord[]) => {
  for (const { addedNodes } of records)
    for (const node of addedNodes) if (node instanceof HTMLScriptElement) added.push(node.src);
};
const observer = new MutationObserver(note);

/** Returns true when Link's script was fetched in this test. */
function fetched(): boolean {
  note(observer.takeRecords());
  return added.includes(linkScriptUrl());
}

/** Each test loads a script of its own, so that each prefetches for the first time. */
let count = 0;
const runId = Math.random();

const buttonOf = (element: JunctionConnect) => element.shadowRoot!.querySelector('button')!;

/** Dispatches a pointer event as the browser does: it also reaches the nodes around a shadow root. */
const point = (target: Element, type: string, pointerType = 'mouse', relatedTarget: Element | null = null) =>
  target.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, pointerType, relatedTarget }));

/** Moves a pointer from one node to another one. When both are in one shadow root, no event leaves that root. */
function movePointer(from: Element, to: Element): void {
  point(from, 'pointerout', 'mouse', to);
  point(to, 'pointerover', 'mouse', from);
}

const messageOf = (element: JunctionConnect) => element.shadowRoot!.querySelector('[part=message]')!;

const touch = (target: Element) => target.dispatchEvent(new Event('touchstart', { bubbles: true, composed: true }));

const key = (target: Element) => target.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, composed: true }));

const addElement = (template = html`<junction-connect token-endpoint="/t">Connect</junction-connect>`) =>
  fixture<JunctionConnect>(template);

/** Notes the listeners that are added to the document from now on, and returns a function that returns their types. */
function spyOnListeners(): () => string[] {
  const types: string[] = [];
  const add: unknown = Reflect.get(document, 'addEventListener');
  document.addEventListener = (type: string, ...rest: unknown[]) => {
    types.push(type);
    Reflect.apply(add as () => void, document, [type, ...rest]);
  };
  return () => {
    Reflect.deleteProperty(document, 'addEventListener');
    return types;
  };
}

describe('prefetch', () => {
  let clock: FakeClock | undefined;
  beforeEach(() => {
    observer.observe(document.head, { childList: true });
    const script = new URL(`/test/script/nothing.js?id=intent-${runId}-${(count += 1)}`, location.href).href;
    configureLink({ script, origins: [] });
  });
  afterEach(async () => {
    await clock?.uninstall();
    clock = undefined;
    observer.disconnect();
  });

  it('fetches nothing for an element that nobody touches', async () => {
    await addElement();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(fetched()).to.equal(false);
  });

  const intents: [what: string, show: (control: HTMLElement) => void, isIntent: boolean, waitMs?: number][] = [
    ['a pointer that rests on the button', (control) => point(control, 'pointerover'), true, 65],
    ['a pen that rests on the button', (control) => point(control, 'pointerover', 'pen'), true, 65],
    ['a pointer that has only just come', (control) => point(control, 'pointerover'), false, 64],
    [
      'a pointer that goes away at once',
      (control) => {
        point(control, 'pointerover');
        point(control, 'pointerout');
      },
      false,
      1000,
    ],
    ['a button of the mouse that goes down', (control) => point(control, 'pointerdown'), true],
    ['a key that goes up: the keyboard has moved the focus', (control) => key(control), true],
    ['a focus that a script moves', (control) => control.focus(), false, 1000],
    ['a finger that goes down', (control) => point(control, 'pointerdown', 'touch'), true],
    ['a finger, in a browser without pointer events', touch, true],
    ['a `pointerover` event of a finger', (control) => point(control, 'pointerover', 'touch'), false, 1000],
  ];
  for (const [what, show, isIntent, waitMs = 0] of intents) {
    for (const control of ['the button', "the page's own control"]) {
      it(`${isIntent ? 'takes' : 'does not take'} ${what} as a sign, on ${control}`, async () => {
        const element = await addElement(
          control === 'the button'
            ? html`<junction-connect token-endpoint="/t">Connect</junction-connect>`
            : html`<junction-connect token-endpoint="/t"><a href="#" slot="trigger">Connect</a></junction-connect>`,
        );
        clock = installFakeClock();
        show(element.querySelector('a') ?? buttonOf(element));
        await clock.pass(waitMs);
        expect(fetched()).to.equal(isIntent);
      });
    }
  }

  it('ignores a pointer that is beside the button', async () => {
    const element = await addElement();
    clock = installFakeClock();
    for (const target of [element, element.shadowRoot!.querySelector('[part=message]')!])
      for (const type of ['pointerover', 'pointerdown']) point(target, type);
    await clock.pass(1000);
    expect(fetched()).to.equal(false);
  });

  it('fetches the script when the pointer comes to the button over the message', async () => {
    const element = await addElement();
    clock = installFakeClock();
    movePointer(document.body, messageOf(element));
    movePointer(messageOf(element), buttonOf(element));
    await clock.pass(65);
    expect(fetched()).to.equal(true);
  });

  it('fetches nothing when the pointer moves from the button to the message', async () => {
    const element = await addElement();
    clock = installFakeClock();
    movePointer(document.body, buttonOf(element));
    movePointer(buttonOf(element), messageOf(element));
    await clock.pass(1000);
    expect([fetched(), clock.timerCount()]).to.deep.equal([false, 0]);
  });

  it('fetches the script for an element in a closed shadow root', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const root = host.attachShadow({ mode: 'closed' });
    root.innerHTML = '<junction-connect token-endpoint="/t"></junction-connect>';
    const element = root.querySelector('junction-connect')!;
    await element.updateComplete;
    clock = installFakeClock();
    point(buttonOf(element), 'pointerdown');
    await clock.pass(0);
    expect(fetched()).to.equal(true);
  });

  it('fetches nothing for an element that was removed after the sign', async () => {
    const element = await addElement();
    clock = installFakeClock();
    point(buttonOf(element), 'pointerdown');
    element.remove();
    await clock.pass(0);
    expect(fetched()).to.equal(false);
  });

  it('adds no listener for another element of the page', async () => {
    await addElement();
    const listenersOf = spyOnListeners();
    await addElement();
    expect(listenersOf()).to.deep.equal([]);
  });

  const never: [what: string, template: ReturnType<typeof html>][] = [
    ['prefetch="none"', html`<junction-connect token-endpoint="/t" prefetch="none"></junction-connect>`],
    ['prefetch="None"', html`<junction-connect token-endpoint="/t" prefetch=" None "></junction-connect>`],
    ['a value that does not exist', html`<junction-connect token-endpoint="/t" prefetch="off"></junction-connect>`],
    ['the attribute disabled', html`<junction-connect token-endpoint="/t" disabled></junction-connect>`],
    ['mode="popup"', html`<junction-connect token-endpoint="/t" mode="popup"></junction-connect>`],
    ['no endpoint', html`<junction-connect></junction-connect>`],
  ];
  for (const [what, template] of never) {
    it(`fetches nothing with ${what}`, async () => {
      const element = await addElement(template);
      clock = installFakeClock();
      for (const show of [() => point(buttonOf(element), 'pointerdown'), () => touch(buttonOf(element))]) {
        show();
        await clock.pass(0);
      }
      expect(fetched()).to.equal(false);
    });
  }

  it('follows a change of the attribute', async () => {
    const element = await addElement(html`<junction-connect token-endpoint="/t" prefetch="none"></junction-connect>`);
    element.removeAttribute('prefetch');
    clock = installFakeClock();
    point(buttonOf(element), 'pointerdown');
    await clock.pass(0);
    expect([element.prefetch, fetched()]).to.deep.equal(['intent', true]);
  });

  describe('"visible"', () => {
    const visible = html`<junction-connect token-endpoint="/t" prefetch="visible"></junction-connect>`;
    const seen = () => new Promise((resolve) => setTimeout(resolve, 150));

    it('fetches the script when the button is in the visible part of the page', async () => {
      const root = await fixture<HTMLElement>(html`<div style="padding-top: 300vh">${visible}</div>`);
      await seen();
      expect(fetched()).to.equal(false);
      root.querySelector('junction-connect')!.scrollIntoView();
      await seen();
      expect(fetched()).to.equal(true);
    });

    it('fetches the script when the settings come later', async () => {
      const element = await addElement(html`<junction-connect prefetch="visible"></junction-connect>`);
      await seen();
      expect(fetched()).to.equal(false);
      element.tokenEndpoint = '/t';
      await seen();
      expect(fetched()).to.equal(true);
    });

    it('also fetches the script when a person seems about to press before the button is visible', async () => {
      const root = await fixture<HTMLElement>(html`<div style="padding-top: 300vh">${visible}</div>`);
      clock = installFakeClock();
      point(buttonOf(root.querySelector('junction-connect')!), 'pointerdown');
      await clock.pass(0);
      expect(fetched()).to.equal(true);
    });

    it('fetches nothing when the element is put back with prefetch="none"', async () => {
      const root = await fixture<HTMLElement>(html`<div style="padding-top: 300vh">${visible}</div>`);
      const element = root.querySelector('junction-connect')!;
      element.remove();
      element.prefetch = 'none';
      root.append(element);
      element.scrollIntoView();
      await seen();
      expect(fetched()).to.equal(false);
    });

    it('fetches the script for an element that a router moves', async () => {
      const root = await fixture<HTMLElement>(html`<div style="padding-top: 300vh">${visible}</div>`);
      const element = root.querySelector('junction-connect')!;
      root.append(element);
      element.scrollIntoView();
      await seen();
      expect(fetched()).to.equal(true);
    });

    it('is as "none" where the browser cannot say what is visible', async () => {
      const { IntersectionObserver } = window;
      Reflect.deleteProperty(window, 'IntersectionObserver');
      try {
        const element = await addElement(visible);
        await element.updateComplete;
        expect([fetched(), element.shadowRoot!.querySelectorAll('button').length]).to.deep.equal([false, 1]);
      } finally {
        window.IntersectionObserver = IntersectionObserver;
      }
    });
  });
});
