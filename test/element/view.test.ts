import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { addElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

const pending = () => new Promise<never>(() => {});

describe('the view of <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  it('is a button with the content as its label', async () => {
    const { button } = await addElement(html`<junction-connect>Connect your <b>watch</b></junction-connect>`);
    await expect(button()).to.be.accessible();
    const label = button()
      .querySelector('slot')!
      .assignedNodes()
      .map((node) => node.textContent)
      .join('');
    expect(label.trim()).to.equal('Connect your watch');
    expect(button().innerText.trim()).to.equal(''); // The button shows no text of its own.
  });

  it('has the label of the attribute if there is no content, and a default if there is no attribute', async () => {
    const empty = await addElement(html`<junction-connect label="Verbinden"></junction-connect>`);
    expect(empty.button().innerText.trim()).to.equal('Verbinden');
    const labelled = await addElement(html`<junction-connect label="Verbinden"> </junction-connect>`);
    expect(labelled.button().innerText.trim()).to.equal('Verbinden');
    const bare = await addElement(html`<junction-connect> </junction-connect>`);
    expect(bare.button().innerText.trim()).to.equal('Connect a device');
    bare.element.textContent = 'Later';
    await oneEvent(bare.button().querySelector('slot')!, 'slotchange');
    await bare.element.updateComplete;
    expect(bare.button().innerText.trim()).to.equal('');
  });

  const blanks: [description: string, ...texts: string[]][] = [
    ['an empty text, as frameworks render for an expression', ''],
    ['white space', ' \n\u00a0'],
    ['several texts that show nothing', '', ' ', ''],
  ];
  for (const [description, ...texts] of blanks) {
    it(`has the default label if the content is ${description}, until the content becomes a text`, async () => {
      const content = texts.map((text) => new Text(text));
      const { element, button } = await addElement(html`<junction-connect>${content}</junction-connect>`);
      expect(button().innerText.trim()).to.equal('Connect a device');
      content[0]!.data = ' Hello ';
      await Promise.resolve();
      await element.updateComplete;
      await element.updateComplete;
      expect(button().innerText.trim()).to.equal('');
      content[0]!.data = '';
      await Promise.resolve();
      await element.updateComplete;
      await element.updateComplete;
      expect(button().innerText.trim()).to.equal('Connect a device');
    });
  }

  for (const line of ['<br>', '<p></p>', '<p>&nbsp;<br></p>']) {
    it(`has the default label if an editor has added ${line}, but not if the content is an image`, async () => {
      const { element, button } = await addElement(html`<junction-connect></junction-connect>`);
      element.innerHTML = line;
      await nextFrame();
      expect(button().innerText.trim()).to.equal('Connect a device');
      element.innerHTML = '<p><img alt="My watch" src="data:,"></p>';
      await nextFrame();
      expect(button().innerText.trim()).to.equal('');
    });
  }

  it('has one default label if the content is a comment', async () => {
    const element = document.createElement('junction-connect');
    element.append(new Comment('v-if'));
    document.body.append(element);
    await element.updateComplete;
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('button')!.innerText.trim()).to.equal('Connect a device');
    element.remove();
  });

  it('is busy while it is loading, and stays focusable', async () => {
    const { element, button } = await addElement(html`<junction-connect .fetchToken=${pending}></junction-connect>`);
    element.focus();
    button().click();
    await element.updateComplete;
    expect(button().getAttribute('aria-busy')).to.equal('true');
    expect(button().disabled).to.equal(false);
    expect(element.shadowRoot!.activeElement).to.equal(button());
    expect(button().querySelector('[part="spinner"]')).not.to.equal(null);
    element.close();
    await element.updateComplete;
    expect(button().getAttribute('aria-busy')).to.equal('false');
    expect(button().querySelector('[part="spinner"]')).to.equal(null);
  });

  it('shows the status in a live region, which exists before the message', async () => {
    const { element, message } = await addElement(html`<junction-connect .fetchToken=${pending}></junction-connect>`);
    const region = element.shadowRoot!.querySelector('[role="status"]');
    expect(region!.textContent).to.equal('');
    void element.open();
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('[role="status"]')).to.equal(region);
    expect(message()).to.equal('Opening …');
  });

  it('is accessible in every status', async () => {
    const { element } = await addElement();
    await expect(element).to.be.accessible();
    await element.open();
    await expect(element).to.be.accessible();
    vital.call('onSuccess');
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('is hidden by the hidden attribute', async () => {
    const { element } = await addElement();
    expect(getComputedStyle(element).display).to.equal('inline-flex');
    element.hidden = true;
    expect(getComputedStyle(element).display).to.equal('none');
  });

  it('may be a control of the page instead of the button', async () => {
    const { element, types } = await addElement(html`
      <junction-connect .fetchToken=${() => token}><a slot="trigger" href="#elsewhere"><b>Go</b></a></junction-connect>
    `);
    element.querySelector('b')!.click();
    await element.open();
    expect(types()).to.deep.equal(['junction-open']);
    expect(location.hash).to.equal('');
    expect(element.shadowRoot!.querySelector('button')!.getBoundingClientRect().width).to.equal(0);
  });

  it('ignores a press that the page has prevented', async () => {
    const { element, types } = await addElement(html`
      <junction-connect .fetchToken=${() => token}><button slot="trigger">Go</button></junction-connect>
    `);
    const trigger = element.querySelector('button')!;
    trigger.addEventListener('click', (event) => event.preventDefault());
    trigger.click();
    expect(types()).to.deep.equal([]);
  });
});

describe('the focus', () => {
  let vital: FakeVital;
  let frame: HTMLIFrameElement;
  beforeEach(() => {
    frame = document.createElement('iframe');
    vital = installFakeVital({
      duringOpen() {
        document.body.append(frame);
        frame.focus();
      },
      duringDestroy: () => frame.remove(),
    });
  });
  afterEach(() => {
    frame.remove();
    vital.uninstall();
  });

  it('goes back to the button when Link was closed', async () => {
    const { element, button } = await addElement();
    button().click();
    await element.open();
    expect(document.activeElement).to.equal(frame);
    vital.call('onExit');
    expect(element.shadowRoot!.activeElement).to.equal(button());
  });

  it("goes back to the page's own control", async () => {
    const { element } = await addElement(html`
      <junction-connect .fetchToken=${() => token}><button slot="trigger"><i>Go</i></button></junction-connect>
    `);
    element.querySelector('i')!.click();
    await element.open();
    element.close();
    expect(document.activeElement).to.equal(element.querySelector('button'));
  });

  it('goes back to the control that had it when a script opened Link', async () => {
    const { element } = await addElement(
      html`<div><input /><junction-connect .fetchToken=${() => token}></junction-connect></div>`,
    );
    const input = element.parentElement!.querySelector('input')!;
    input.focus();
    await element.open();
    vital.call('onExit');
    expect(document.activeElement).to.equal(input);
  });

  it('goes back into the shadow root that it was in', async () => {
    const { element } = await addElement();
    const host = element.parentElement!.appendChild(document.createElement('div'));
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('button'));
    inner.focus();
    await element.open();
    vital.call('onExit');
    expect(host.shadowRoot!.activeElement).to.equal(inner);
  });

  it("goes to the page's own control with the element's focus()", async () => {
    const { element } = await addElement(html`
      <junction-connect .fetchToken=${() => token}><button slot="trigger">Go</button></junction-connect>
    `);
    element.focus();
    expect(document.activeElement).to.equal(element.querySelector('button'));
  });

  it('does not move when close() is called without a session', async () => {
    const { element, button } = await addElement();
    button().click();
    await element.open();
    element.close();
    (document.activeElement as HTMLElement).blur();
    element.close();
    expect(document.activeElement).to.equal(document.body);
  });

  it("stays in the page's own frame", async () => {
    const { element } = await addElement(
      html`<div><iframe title="Own" src="about:blank"></iframe><junction-connect></junction-connect></div>`,
    );
    const own = element.parentElement!.querySelector('iframe')!;
    own.focus();
    await element.open();
    expect(element.status).to.equal('error');
    expect(document.activeElement).to.equal(own);
  });

  it('stays in Link for its last screen', async () => {
    const { element } = await addElement();
    await element.open();
    vital.call('onSuccess');
    expect(document.activeElement).to.equal(frame);
    element.close();
  });

  it('stays on the control that the page has focused', async () => {
    const { element, button } = await addElement(
      html`<div><input /><junction-connect .fetchToken=${() => token}></junction-connect></div>`,
    );
    const input = element.parentElement!.querySelector('input')!;
    button().click();
    await element.open();
    input.focus();
    vital.call('onExit');
    expect(document.activeElement).to.equal(input);
  });

  it('is back before a listener moves it to another control', async () => {
    const { element, button } = await addElement(
      html`<div><input /><junction-connect .fetchToken=${() => token}></junction-connect></div>`,
    );
    const input = element.parentElement!.querySelector('input')!;
    element.addEventListener('junction-exit', () => input.focus());
    button().click();
    await element.open();
    vital.call('onExit');
    expect(document.activeElement).to.equal(input);
  });

  it('is on a button that the keyboard can press', async () => {
    const { element, types } = await addElement();
    element.focus();
    await sendKeys({ press: 'Enter' });
    await element.open();
    expect(types()).to.deep.equal(['junction-open']);
  });
});
