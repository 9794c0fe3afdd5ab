import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { replacePlaceholders } from '../../src/placeholders/replace-placeholders.js';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

/** Longer than the time between a change of the page and the next search, in milliseconds. */
const searchTimeMs = 250;

describe('a placeholder', () => {
  let vital: FakeVital;
  before(() => replacePlaceholders());
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  /** Adds markup to the page, and waits until its placeholders are replaced. */
  async function addMarkup(markup: string) {
    const root = await fixture<HTMLElement>(html`<section></section>`);
    root.innerHTML = markup;
    await aTimeout(searchTimeMs);
    return { root, elements: [...root.querySelectorAll('junction-connect')] as JunctionConnect[] };
  }

  it('becomes an element with its attributes and its content', async () => {
    const { root, elements } = await addMarkup(`
      <div data-junction-connect id="mine" class="wide" lang="de" title="Watch" data-testid="watch"
        data-token-endpoint="/token" data-providers="oura fitbit" data-data-layer="dataLayer" data-dir="rtl"
      >Connect <b>this</b></div>`);
    expect(root.querySelector('div')).to.equal(null);
    const [element] = elements;
    expect(element!.tokenEndpoint).to.equal('/token');
    expect(element!.providers).to.deep.equal(['oura', 'fitbit']);
    const copied = Object.fromEntries([...element!.attributes].map(({ name, value }) => [name, value]));
    expect(copied).to.include({
      id: 'mine',
      class: 'wide',
      lang: 'de',
      title: 'Watch',
      'data-testid': 'watch',
      dir: 'rtl',
    });
    expect(element!.innerHTML).to.equal('Connect <b>this</b>');
    expect(element!.shadowRoot).not.to.equal(null);
  });

  it('does not rename attributes that the element does not read, because they may do harm without their prefix', async () => {
    const { elements } = await addMarkup(
      `<div data-junction-connect data-onclick="window.broken = 1" data-style="color: red" data-slot="x"></div>`,
    );
    expect(['onclick', 'style', 'slot'].filter((name) => elements[0]!.hasAttribute(name))).to.deep.equal([]);
  });

  it('is found at any depth, also inside another placeholder', async () => {
    const { elements } = await addMarkup(
      `<article><p>Text<span data-junction-connect data-label="one"></span></p></article>
       <div data-junction-connect data-label="two"><span data-junction-connect data-label="three"></span></div>`,
    );
    expect(elements.map(({ label }) => label)).to.deep.equal(['one', 'two', 'three']);
  });

  it('is replaced once, and an element that moves is not replaced', async () => {
    const { root, elements } = await addMarkup(`<div data-junction-connect></div>`);
    const [element] = elements;
    element!.setAttribute('data-junction-connect', '');
    root.prepend(element!);
    await aTimeout(searchTimeMs);
    expect([...root.children]).to.deep.equal([element]);
  });

  it('is not replaced while it is edited', async () => {
    const { root } = await addMarkup(`<div contenteditable><p data-junction-connect>Connect</p></div>`);
    expect(root.querySelector('p')).not.to.equal(null);
  });

  it('is replaced although it has attribute names that only a parser accepts', async () => {
    const { elements } = await addMarkup(`<div data-junction-connect data-label="It" fitbit” "=""></div>`);
    expect(elements[0]!.label).to.equal('It');
  });

  it('is replaced although another placeholder hides its own attributes', async () => {
    const { elements } = await addMarkup(
      `<form data-junction-connect><input name="attributes"></form><div data-junction-connect data-label="It"></div>`,
    );
    expect(elements.map(({ label }) => label)).to.deep.equal(['It']);
  });

  it('in a link launches Link, and the browser does not follow the link', async () => {
    const { elements } = await addMarkup(
      `<a href="#elsewhere"><span data-junction-connect data-mode="embed">Go</span></a>`,
    );
    const [element] = elements;
    element!.fetchToken = () => 'token';
    await element!.updateComplete;
    const opened = oneEvent(element!, 'junction-open');
    element!.shadowRoot!.querySelector('button')!.click();
    await opened;
    expect(location.hash).to.equal('');
    element!.close();
  });
});
