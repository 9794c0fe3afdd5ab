import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { replacePlaceholders } from '../../src/placeholders/replace-placeholders.js';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

/** Longer than the pause between two looks at the page. */
const awhile = 250;

describe('a placeholder', () => {
  let vital: FakeVital;
  before(() => replacePlaceholders());
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  async function put(markup: string) {
    const root = await fixture<HTMLElement>(html`<section></section>`);
    root.innerHTML = markup;
    await aTimeout(awhile);
    return { root, elements: [...root.querySelectorAll('junction-connect')] as JunctionConnect[] };
  }

  it('becomes an element with its attributes and its content', async () => {
    const { root, elements } = await put(`
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

  it('gives no attribute away that its author may not write', async () => {
    const { elements } = await put(
      `<div data-junction-connect data-onclick="window.broken = 1" data-style="color: red" data-slot="x"></div>`,
    );
    expect(['onclick', 'style', 'slot'].filter((name) => elements[0]!.hasAttribute(name))).to.deep.equal([]);
  });

  it('is found however deep it comes, and one within another', async () => {
    const { elements } = await put(
      `<article><p>Text<span data-junction-connect data-label="one"></span></p></article>
       <div data-junction-connect data-label="two"><span data-junction-connect data-label="three"></span></div>`,
    );
    expect(elements.map(({ label }) => label)).to.deep.equal(['one', 'two', 'three']);
  });

  it('becomes one element, and an element that is put elsewhere stays what it is', async () => {
    const { root, elements } = await put(`<div data-junction-connect></div>`);
    const [element] = elements;
    element!.setAttribute('data-junction-connect', '');
    root.prepend(element!);
    await aTimeout(awhile);
    expect([...root.children]).to.deep.equal([element]);
  });

  it('is left alone while it is edited', async () => {
    const { root } = await put(`<div contenteditable><p data-junction-connect>Connect</p></div>`);
    expect(root.querySelector('p')).not.to.equal(null);
  });

  it('survives names of attributes that only a parser takes', async () => {
    const { elements } = await put(`<div data-junction-connect data-label="It" fitbit” "=""></div>`);
    expect(elements[0]!.label).to.equal('It');
  });

  it('is found beside one that hides its attributes', async () => {
    const { elements } = await put(
      `<form data-junction-connect><input name="attributes"></form><div data-junction-connect data-label="It"></div>`,
    );
    expect(elements.map(({ label }) => label)).to.deep.equal(['It']);
  });

  it('in a link connects, and the link is not followed', async () => {
    const { elements } = await put(`<a href="#elsewhere"><span data-junction-connect data-mode="embed">Go</span></a>`);
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
