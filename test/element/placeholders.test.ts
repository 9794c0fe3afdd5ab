import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { buttonKind } from '../../src/placeholders/kinds.js';
import { showPlaceholders } from '../../src/placeholders/show-placeholders.js';
import type { JunctionConnect, JunctionOpenEvent } from '../../src/index.js';
import '../../src/index.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { searched, waitUntil } from '../support/wait.js';

describe('a placeholder', () => {
  let vital: FakeVital;
  before(() => showPlaceholders(buttonKind));
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  /** Adds markup to the page, and waits until its placeholders show their elements. */
  async function addMarkup(markup: string) {
    const root = await fixture<HTMLElement>(html`<section></section>`);
    root.innerHTML = markup;
    await searched();
    return { root, placeholders: [...root.querySelectorAll<HTMLElement>('[data-junction-connect]')] };
  }

  /** Returns the element of a placeholder, in its shadow root or in the node itself. */
  const elementIn = (placeholder: Element) =>
    (placeholder.shadowRoot ?? placeholder).querySelector<JunctionConnect>('junction-connect')!;

  /** Returns the text that a person sees on the button. */
  const labelOf = (placeholder: Element) => {
    const label = elementIn(placeholder).shadowRoot!.querySelector('[part="label"]')!;
    const slot = label.querySelector('slot')!;
    const assigned = slot.assignedNodes({ flatten: true });
    const nodes = assigned.length > 0 ? assigned : [label];
    return nodes
      .map(({ textContent }) => textContent)
      .join('')
      .trim();
  };

  const buttonIn = (placeholder: Element) =>
    elementIn(placeholder).shadowRoot!.querySelector<HTMLElement>('[part="button"]')!;

  it('stays in its place with its attributes and its content, and shows an element with its settings', async () => {
    const { root, placeholders } = await addMarkup(`
      <div data-junction-connect id="mine" class="wide" lang="de" title="Watch" data-testid="watch"
        data-token-endpoint="/token" data-providers="oura fitbit" data-data-layer="dataLayer" data-dir="rtl"
      >Connect <b>this</b></div>`);
    const [placeholder] = placeholders;
    const before = root.innerHTML;
    const element = elementIn(placeholder!);
    expect([element.tokenEndpoint, element.providers, element.dir]).to.deep.equal([
      '/token',
      ['oura', 'fitbit'],
      'rtl',
    ]);
    expect(['class', 'title', 'data-testid', 'lang'].filter((name) => element.hasAttribute(name))).to.deep.equal([]);
    expect(root.innerHTML).to.equal(before);
    expect(placeholder!.innerHTML).to.equal('Connect <b>this</b>');
    expect(labelOf(placeholder!)).to.equal('Connect this');
    expect(document.getElementById('mine') === placeholder).to.equal(true);
  });

  it('shows a connection, texts and a look that its attributes name, and follows them', async () => {
    const { placeholders } = await addMarkup(
      `<div data-junction-connect data-provider="oura" data-connected="oura" data-appearance="outlined" data-size="large"
        data-messages='{ "connectedProvider": "We have your {provider} <img>" }' data-last-screen="7000"></div>`,
    );
    const [placeholder] = placeholders;
    const element = elementIn(placeholder!);
    const seen = async () => {
      await element.updateComplete;
      const message = element.shadowRoot!.querySelector<HTMLElement>('[part="message"]')!.innerText.trim();
      return [element.status, labelOf(placeholder!), message, buttonIn(placeholder!).className, element.lastScreen];
    };
    expect(await seen()).to.deep.equal([
      ...['connected', 'Connect Oura again', 'We have your Oura <img>', 'outlined large'],
      7000,
    ]);
    for (const name of ['connected', 'messages', 'appearance', 'size', 'lastScreen']) delete placeholder!.dataset[name];
    await searched();
    expect(await seen()).to.deep.equal(['idle', 'Connect Oura', '', 'filled medium', 4000]);
    placeholder!.dataset.connected = 'false';
    await searched();
    expect(element.status).to.equal('idle');
    placeholder!.dataset.connected = '';
    await searched();
    expect((await seen()).slice(0, 3)).to.deep.equal(['connected', 'Connect Oura again', 'Connected']);
  });

  it('does not pass on attributes that the element does not read, because they may do harm without their prefix', async () => {
    const { placeholders } = await addMarkup(
      `<div data-junction-connect data-onclick="window.broken = 1" data-style="color: red" data-slot="x"></div>`,
    );
    const element = elementIn(placeholders[0]!);
    expect(['onclick', 'style', 'slot'].filter((name) => element.hasAttribute(name))).to.deep.equal([]);
  });

  it('shows one element although the page has two copies of the script', async () => {
    const otherCopy = new URL('../../src/placeholders/show-placeholders.ts?copy', import.meta.url).href;
    const { showPlaceholders: showAgain } = (await import(otherCopy)) as { showPlaceholders: typeof showPlaceholders };
    expect(showAgain).not.to.equal(showPlaceholders);
    showAgain(buttonKind);
    const { root, placeholders } = await addMarkup('<div data-junction-connect>Connect</div>');
    expect(placeholders[0]!.shadowRoot!.querySelectorAll('junction-connect').length).to.equal(1);
    expect(root.innerHTML).to.equal('<div data-junction-connect="">Connect</div>');
  });

  it('is found at any depth, also inside another placeholder', async () => {
    const { placeholders } = await addMarkup(
      `<article><p>Text<span data-junction-connect data-label="one"></span></p></article>
       <div data-junction-connect data-label="two"><span data-junction-connect data-label="three"></span></div>`,
    );
    expect(placeholders.map((node) => elementIn(node).label)).to.deep.equal(['one', 'two', 'three']);
  });

  const contents: [content: string, label: string][] = [
    ['', 'Connect a device'],
    [' \n ', 'Connect a device'],
    ['<p></p>', 'Connect a device'],
    ['<p>&nbsp;</p><br>', 'Connect a device'],
    ['<!-- nothing -->', 'Connect a device'],
    ['<div><br></div>', 'Connect a device'],
    ['<noscript>Turn on JavaScript</noscript><style>b {}</style>', 'Connect a device'],
    ['\u200b', 'Connect a device'],
    ['Go', 'Go'],
    ['<p>Go</p>', 'Go'],
    ['<b>Go</b>', 'Go'],
  ];
  for (const [content, label] of contents) {
    it(`with the content ${JSON.stringify(content)} has the label ${label}`, async () => {
      const { placeholders } = await addMarkup(`<div data-junction-connect>${content}</div>`);
      await elementIn(placeholders[0]!).updateComplete;
      expect(labelOf(placeholders[0]!)).to.equal(label);
      expect(buttonIn(placeholders[0]!).getBoundingClientRect().width).to.be.greaterThan(20);
    });
  }

  it('follows its attributes and its content', async () => {
    const { placeholders } = await addMarkup(
      `<div data-junction-connect data-providers="oura" data-disabled>One</div>`,
    );
    const [placeholder] = placeholders;
    const element = elementIn(placeholder!);
    placeholder!.dataset.providers = 'garmin';
    delete placeholder!.dataset.disabled;
    placeholder!.dataset.label = 'Two';
    placeholder!.firstChild!.textContent = ' ';
    await searched();
    expect([element.providers, element.disabled, labelOf(placeholder!)]).to.deep.equal([['garmin'], false, 'Two']);
    element.provider = 'polar'; // A script sets a property, and no attribute changes.
    placeholder!.dataset.label = 'Three';
    await searched();
    expect([element.provider, labelOf(placeholder!)]).to.deep.equal(['polar', 'Three']);
  });

  it('uses the settings that it has at the moment of a press', async () => {
    const { placeholders } = await addMarkup(`<div data-junction-connect data-mode="popup">Go</div>`);
    const [placeholder] = placeholders;
    const opened = oneEvent(placeholder!, 'junction-open');
    elementIn(placeholder!).fetchToken = () => 'token';
    placeholder!.dataset.mode = 'embed';
    buttonIn(placeholder!).click();
    expect(((await opened) as JunctionOpenEvent).detail.mode).to.equal('embed');
    elementIn(placeholder!).close();
  });

  it('has a control of its own only while a child has the slot', async () => {
    const { placeholders } = await addMarkup(`<div data-junction-connect><button>Own</button></div>`);
    const [placeholder] = placeholders;
    const own = placeholder!.querySelector('button')!;
    expect(labelOf(placeholder!)).to.equal('Own');
    const seen = [];
    for (const slot of ['trigger', '']) {
      own.slot = slot;
      await searched();
      seen.push([buttonIn(placeholder!).getBoundingClientRect().width > 0, own.getBoundingClientRect().width > 0]);
    }
    expect(seen).to.deep.equal([
      [false, true],
      [true, true],
    ]);
  });

  it('launches with a control of its own, which gets the focus', async () => {
    const { placeholders } = await addMarkup(
      `<div data-junction-connect data-mode="embed"><span slot="trigger"><button>Own</button></span></div>`,
    );
    const [placeholder] = placeholders;
    const element = elementIn(placeholder!);
    element.fetchToken = () => 'token';
    const opened = oneEvent(placeholder!, 'junction-open');
    const own = placeholder!.querySelector('button')!;
    own.click();
    await opened;
    element.focus();
    expect(document.activeElement === own).to.equal(true);
    element.close();
  });

  it('is the target of the events', async () => {
    for (const markup of ['<div data-junction-connect></div>', '<li data-junction-connect></li>']) {
      const { placeholders } = await addMarkup(markup);
      const [placeholder] = placeholders;
      const element = elementIn(placeholder!);
      element.fetchToken = () => 'token';
      const opened = oneEvent(document.body, 'junction-open');
      void element.open();
      expect((await opened).target === placeholder).to.equal(true);
      element.close();
    }
  });

  it('can be styled by its parts', async () => {
    const { root, placeholders } = await addMarkup(
      `<style>.own::part(button), .own::part(icon) { color: rgb(1, 2, 3) }</style>
       <div class="own" data-junction-connect data-connected></div>`,
    );
    await elementIn(placeholders[0]!).updateComplete;
    const icon = elementIn(placeholders[0]!).shadowRoot!.querySelector('[part="icon"]')!;
    for (const part of [buttonIn(placeholders[0]!), icon])
      expect(getComputedStyle(part).color).to.equal('rgb(1, 2, 3)');
    root.remove();
  });

  const scriptedClicks: [name: string, click: (placeholder: HTMLElement) => void, launches: boolean][] = [
    ['click()', (placeholder) => placeholder.click(), true],
    [
      'a dispatched event',
      (placeholder) => placeholder.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })),
      true,
    ],
    [
      'an event that the page has prevented',
      (placeholder) => {
        placeholder.addEventListener('click', (event) => event.preventDefault(), { capture: true });
        placeholder.click();
      },
      false,
    ],
    ['a click on a child that is not shown', (placeholder) => placeholder.querySelector('p')!.click(), false],
  ];
  for (const [name, click, launches] of scriptedClicks) {
    it(`${launches ? 'launches' : 'does not launch'} Link after a click from a script: ${name}`, async () => {
      const { placeholders } = await addMarkup(`<div data-junction-connect data-mode="embed"><p></p></div>`);
      const element = elementIn(placeholders[0]!);
      element.fetchToken = () => 'token';
      const types: string[] = [];
      placeholders[0]!.addEventListener('junction-open', ({ type }) => types.push(type));
      click(placeholders[0]!);
      expect(types).to.deep.equal(launches ? ['junction-open'] : []);
      element.close();
    });
  }

  it('can be removed by the code that holds it, and keeps its session when it is put back at once', async () => {
    const { root, placeholders } = await addMarkup(`<p>Before</p><div data-junction-connect>Go</div>`);
    const [placeholder] = placeholders;
    const element = elementIn(placeholder!);
    element.fetchToken = () => 'token';
    await element.open();
    placeholder!.parentNode!.removeChild(placeholder!);
    root.prepend(placeholder!);
    await searched();
    expect([element.status, elementIn(placeholder!) === element]).to.deep.equal(['open', true]);
    placeholder!.remove();
    await waitUntil(() => element.status === 'idle', 'The session has not ended');
    root.append(placeholder!);
    await searched();
    expect(elementIn(placeholder!) === element && element.isConnected).to.equal(true);
  });

  for (const node of ['div', 'li', 'a', 'button']) {
    it(`shows one button in a copy, and in its saved markup: <${node}>`, async () => {
      const { root, placeholders } = await addMarkup(`<${node} data-junction-connect data-label="It"></${node}>`);
      const saved = root.innerHTML;
      root.append(placeholders[0]!.cloneNode(true));
      root.insertAdjacentHTML('beforeend', saved);
      await searched();
      const all = [...root.querySelectorAll(node)];
      const elements = all.map(elementIn);
      expect(new Set(elements).size).to.equal(3);
      expect(elements.map(({ label }) => label)).to.deep.equal(['It', 'It', 'It']);
      expect(root.querySelectorAll('junction-connect').length).to.equal(node === 'div' ? 0 : 3);
    });
  }

  it('shows its own content again when it loses its attribute, and an element when it gets it again', async () => {
    for (const node of ['div', 'li']) {
      const { placeholders } = await addMarkup(`<${node} data-junction-connect>Text</${node}>`);
      const [placeholder] = placeholders;
      const [without, again] = [null, ''].map((value) => async () => {
        if (value === null) placeholder!.removeAttribute('data-junction-connect');
        else placeholder!.setAttribute('data-junction-connect', value);
        await searched();
        return [!!elementIn(placeholder!), placeholder!.innerText.trim() === 'Text'];
      });
      expect(await without!()).to.deep.equal([false, true]);
      expect((await again!())[0]).to.equal(true);
    }
  });

  it('shows no element while it is edited, and shows it again after that', async () => {
    for (const node of ['div', 'li']) {
      const { root, placeholders } = await addMarkup(
        `<div contenteditable="true"><${node} data-junction-connect>Connect</${node}></div>`,
      );
      const [placeholder] = placeholders;
      const editor = root.firstElementChild!;
      const saved = editor.innerHTML;
      expect(elementIn(placeholder!) === null).to.equal(true);
      editor.removeAttribute('contenteditable');
      await searched();
      expect(elementIn(placeholder!) === null).to.equal(false);
      editor.setAttribute('contenteditable', 'true');
      await searched();
      expect([elementIn(placeholder!) === null, editor.innerHTML]).to.deep.equal([true, saved]);
    }
  });

  it('shows its element inside itself when it can have no shadow root, and hides its own text', async () => {
    const { root, placeholders } = await addMarkup(`<a data-junction-connect href="#elsewhere">Go <b>now</b></a>`);
    const [placeholder] = placeholders;
    const element = elementIn(placeholder!);
    await element.updateComplete;
    expect(placeholder!.firstChild === element).to.equal(true);
    expect(labelOf(placeholder!)).to.equal('Go now');
    expect(root.querySelector('b')!.getClientRects().length).to.equal(0);
    const sizes = [element, placeholder!].map((node) => getComputedStyle(node).fontSize);
    expect(sizes).to.deep.equal(['16px', '0px']);
    root.style.visibility = 'hidden'; // As in a menu that is closed.
    expect(getComputedStyle(element).visibility).to.equal('hidden');
  });

  it('hides the text of a node without a shadow root also when the page replaces its style sheets', async () => {
    const { placeholders } = await addMarkup(`<li data-junction-connect>Go</li>`);
    document.adoptedStyleSheets = [];
    placeholders[0]!.dataset.label = 'It';
    await searched();
    expect(getComputedStyle(placeholders[0]!).fontSize).to.equal('0px');
  });

  it('keeps one element in a node without a shadow root when the page writes its markup again', async () => {
    const { placeholders } = await addMarkup(`<li data-junction-connect>Go</li>`);
    for (let round = 0; round < 3; round += 1) {
      placeholders[0]!.innerHTML += '';
      await searched();
    }
    expect(placeholders[0]!.querySelectorAll('junction-connect').length).to.equal(1);
    expect(labelOf(placeholders[0]!)).to.equal('Go');
  });

  it('takes the label from the text of a node without a shadow root, and follows the text', async () => {
    const { placeholders } = await addMarkup(
      `<li data-junction-connect><!-- wp:button --><style>b {}</style>Connect <b>now</b></li>`,
    );
    const [placeholder] = placeholders;
    const element = elementIn(placeholder!);
    await element.updateComplete;
    expect(labelOf(placeholder!)).to.equal('Connect now');
    element.label = 'From a script';
    placeholder!.dataset.providers = 'oura';
    await searched();
    expect(labelOf(placeholder!)).to.equal('From a script');
    placeholder!.querySelector('b')!.textContent = 'later';
    await searched();
    expect(labelOf(placeholder!)).to.equal('Connect later');
  });

  it('keeps its session when a morph removes the element from a node without a shadow root', async () => {
    const { placeholders } = await addMarkup(`<li data-junction-connect>Go</li>`);
    const [placeholder] = placeholders;
    const element = elementIn(placeholder!);
    element.fetchToken = () => 'token';
    await element.open();
    placeholder!.textContent = 'Go on';
    await searched();
    expect([element.status, placeholder!.firstChild === element, labelOf(placeholder!)]).to.deep.equal([
      'open',
      true,
      'Go on',
    ]);
    element.close();
  });

  it('launches after a scripted click on the hidden content of a node without a shadow root', async () => {
    const { placeholders } = await addMarkup(
      `<a data-junction-connect href="#elsewhere" data-mode="embed">Go <b>now</b></a>`,
    );
    const element = elementIn(placeholders[0]!);
    element.fetchToken = () => 'token';
    const opened = oneEvent(placeholders[0]!, 'junction-open');
    placeholders[0]!.querySelector('b')!.click();
    await opened;
    expect(location.hash).to.equal('');
    element.close();
  });

  it('leaves the shadow root of the page alone', async () => {
    const root = await fixture<HTMLElement>(html`<section></section>`);
    const host = root.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'open' }).innerHTML = '<i>Own</i><slot></slot>';
    host.setAttribute('data-junction-connect', '');
    await searched();
    expect(host.shadowRoot!.innerHTML).to.equal('<i>Own</i><slot></slot>');
    expect(host.querySelector('junction-connect')!.getClientRects().length).to.equal(1);
  });

  it('works although it has attribute names that only a parser accepts', async () => {
    const { placeholders } = await addMarkup(`<div data-junction-connect data-label="It" fitbit” "=""></div>`);
    expect(elementIn(placeholders[0]!).label).to.equal('It');
  });

  it('is reported in the console when it can show no element, and does not stop the others', async () => {
    const warn = console.warn.bind(console);
    const warnings: unknown[] = [];
    console.warn = (...texts) => warnings.push(...texts);
    const { placeholders } = await addMarkup(
      `<form data-junction-connect><input name="matches"></form><form data-junction-connect data-label="one">
        <input name="attributes"><input name="getAttribute"></form><div data-junction-connect data-label="two"></div><img data-junction-connect />`,
    );
    placeholders[0]!.dataset.label = 'changed';
    await searched();
    console.warn = warn;
    expect(placeholders.slice(1, 3).map((node) => elementIn(node).label)).to.deep.equal(['one', 'two']);
    expect(warnings).to.deep.equal([
      'junction-connect: this <form data-junction-connect> cannot show a button. Use a <div>.',
      'junction-connect: this <img data-junction-connect> cannot show a button. Use a <div>.',
    ]);
  });

  it('keeps its own content when markup of the page hides a function that Lit needs', async () => {
    const warn = console.warn.bind(console);
    const warnings: unknown[] = [];
    console.warn = (...texts) => warnings.push(...texts);
    const rejections: unknown[] = [];
    const onRejection = (event: PromiseRejectionEvent) => {
      event.preventDefault(); // Lit reports that it cannot render.
      rejections.push(event.reason);
    };
    addEventListener('unhandledrejection', onRejection);
    const { root, placeholders } = await addMarkup(
      `<img name="createComment" /><div data-junction-connect>Text</div><a data-junction-connect>Link</a>`,
    );
    placeholders.forEach((placeholder) => placeholder.click());
    await searched();
    const texts = placeholders.map(({ innerText }) => innerText);
    root.remove();
    console.warn = warn;
    removeEventListener('unhandledrejection', onRejection);
    expect(texts).to.deep.equal(['Text', 'Link']);
    expect([placeholders.map((placeholder) => !!elementIn(placeholder)), warnings.length]).to.deep.equal([
      [false, false],
      2,
    ]);
  });

  it('in a link launches Link, and the browser does not follow the link', async () => {
    const { placeholders } = await addMarkup(
      `<a href="#elsewhere"><span data-junction-connect data-mode="embed">Go</span></a>`,
    );
    const element = elementIn(placeholders[0]!);
    element.fetchToken = () => 'token';
    for (const press of [() => buttonIn(placeholders[0]!).click(), () => placeholders[0]!.click()]) {
      await element.updateComplete;
      const opened = oneEvent(placeholders[0]!, 'junction-open');
      press();
      await opened;
      expect(location.hash).to.equal('');
      element.close();
    }
  });
});
