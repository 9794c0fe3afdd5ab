import { expect, nextFrame } from '@open-wc/testing';
import { addElement, html, token } from '../support/element.js';

const fetchToken = () => token;

describe("the page's own control in a disabled <junction-connect>", () => {
  it('gets aria-disabled, and loses it again', async () => {
    const { element } = await addElement(html`
      <junction-connect disabled .fetchToken=${fetchToken}><button slot="trigger">Go</button></junction-connect>
    `);
    const trigger = element.querySelector('button')!;
    expect(trigger.getAttribute('aria-disabled')).to.equal('true');
    element.disabled = false;
    await element.updateComplete;
    expect(trigger.hasAttribute('aria-disabled')).to.equal(false);
  });

  it('does nothing when it is pressed', async () => {
    const { element, types } = await addElement(html`
      <junction-connect disabled .fetchToken=${fetchToken}><a slot="trigger" href="#elsewhere">Go</a></junction-connect>
    `);
    element.querySelector('a')!.click();
    expect([types(), location.hash]).to.deep.equal([[], '']);
  });

  const befores = ['false', 'true'];
  for (const before of befores) {
    it(`gets back aria-disabled="${before}", which the page had set`, async () => {
      const { element } = await addElement(html`
        <junction-connect disabled><button slot="trigger" aria-disabled=${before}>Go</button></junction-connect>
      `);
      const trigger = element.querySelector('button')!;
      expect(trigger.getAttribute('aria-disabled')).to.equal('true');
      element.disabled = false;
      await element.updateComplete;
      expect(trigger.getAttribute('aria-disabled')).to.equal(before);
    });
  }

  it('keeps the value that the page has set meanwhile', async () => {
    const { element } = await addElement(html`
      <junction-connect disabled><button slot="trigger">Go</button></junction-connect>
    `);
    const trigger = element.querySelector('button')!;
    trigger.setAttribute('aria-disabled', 'false');
    element.disabled = false;
    await element.updateComplete;
    expect(trigger.getAttribute('aria-disabled')).to.equal('false');
  });

  it('may be inside of what is in the slot', async () => {
    const { element } = await addElement(html`
      <junction-connect disabled><p slot="trigger"><i>or</i> <a href="#elsewhere">Go</a></p></junction-connect>
    `);
    expect(element.querySelector('a')!.getAttribute('aria-disabled')).to.equal('true');
    expect(element.querySelector('p')!.hasAttribute('aria-disabled')).to.equal(false);
  });

  it('is the new one when the page replaces it, and the old one is as it was', async () => {
    const { element } = await addElement(html`
      <junction-connect disabled><button slot="trigger">Go</button></junction-connect>
    `);
    const old = element.querySelector('button')!;
    const replacement = document.createElement('button');
    replacement.slot = 'trigger';
    old.replaceWith(replacement);
    await nextFrame(); // The browser dispatches `slotchange`.
    expect([old.hasAttribute('aria-disabled'), replacement.getAttribute('aria-disabled')]).to.deep.equal([
      false,
      'true',
    ]);
  });

  it('is as it was when the element has gone, and marked again when the element is back', async () => {
    const { element } = await addElement(html`
      <junction-connect disabled><button slot="trigger">Go</button></junction-connect>
    `);
    const trigger = element.querySelector('button')!;
    const parent = element.parentElement!;
    element.remove();
    expect(trigger.hasAttribute('aria-disabled')).to.equal(false);
    parent.append(element);
    await element.updateComplete;
    expect(trigger.getAttribute('aria-disabled')).to.equal('true');
  });
});
