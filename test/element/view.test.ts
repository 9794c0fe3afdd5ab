import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { connectElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

const pending = () => new Promise<never>(() => {});

describe('what a person sees of <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  it('is a button with the content for its label', async () => {
    const { button } = await connectElement(html`<junction-connect>Connect your <b>watch</b></junction-connect>`);
    await expect(button()).to.be.accessible();
    const label = button()
      .querySelector('slot')!
      .assignedNodes()
      .map((node) => node.textContent)
      .join('');
    expect(label.trim()).to.equal('Connect your watch');
    expect(button().innerText.trim()).to.equal(''); // Nothing of the button's own is shown beside it.
  });

  it('takes the label attribute where there is no content, and a default where there is none', async () => {
    const empty = await connectElement(html`<junction-connect label="Verbinden"></junction-connect>`);
    expect(empty.button().innerText.trim()).to.equal('Verbinden');
    const labelled = await connectElement(html`<junction-connect label="Verbinden"> </junction-connect>`);
    expect(labelled.button().innerText.trim()).to.equal('Verbinden');
    const bare = await connectElement(html`<junction-connect> </junction-connect>`);
    expect(bare.button().innerText.trim()).to.equal('Connect a device');
    bare.element.textContent = 'Later';
    await oneEvent(bare.button().querySelector('slot')!, 'slotchange');
    await bare.element.updateComplete;
    expect(bare.button().innerText.trim()).to.equal('');
  });

  const blanks: [what: string, ...texts: string[]][] = [
    ['an empty text, as frameworks make for an expression', ''],
    ['white space', ' \n\u00a0'],
    ['several texts that show nothing', '', ' ', ''],
  ];
  for (const [what, ...texts] of blanks) {
    it(`is labelled where the content is ${what}, and no more when that becomes a text`, async () => {
      const content = texts.map((text) => new Text(text));
      const { element, button } = await connectElement(html`<junction-connect>${content}</junction-connect>`);
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
    it(`is labelled where an editor has put ${line}, and not where a picture stands for a text`, async () => {
      const { element, button } = await connectElement(html`<junction-connect></junction-connect>`);
      element.innerHTML = line;
      await nextFrame();
      expect(button().innerText.trim()).to.equal('Connect a device');
      element.innerHTML = '<p><img alt="My watch" src="data:,"></p>';
      await nextFrame();
      expect(button().innerText.trim()).to.equal('');
    });
  }

  it('is labelled once where the content is a comment', async () => {
    const element = document.createElement('junction-connect');
    element.append(new Comment('v-if'));
    document.body.append(element);
    await element.updateComplete;
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('button')!.innerText.trim()).to.equal('Connect a device');
    element.remove();
  });

  it('is busy while it is loading, and stays focusable', async () => {
    const { element, button } = await connectElement(
      html`<junction-connect .fetchToken=${pending}></junction-connect>`,
    );
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

  it('tells what is going on in a live region, which is there beforehand', async () => {
    const { element, message } = await connectElement(
      html`<junction-connect .fetchToken=${pending}></junction-connect>`,
    );
    const region = element.shadowRoot!.querySelector('[role="status"]');
    expect(region!.textContent).to.equal('');
    void element.open();
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('[role="status"]')).to.equal(region);
    expect(message()).to.equal('Opening …');
  });

  it('is accessible in every status', async () => {
    const { element } = await connectElement();
    await expect(element).to.be.accessible();
    await element.open();
    await expect(element).to.be.accessible();
    vital.call('onSuccess');
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('hides with the hidden attribute', async () => {
    const { element } = await connectElement();
    expect(getComputedStyle(element).display).to.equal('inline-block');
    element.hidden = true;
    expect(getComputedStyle(element).display).to.equal('none');
  });

  it('may be a control of the page in place of the button', async () => {
    const { element, types } = await connectElement(html`
      <junction-connect .fetchToken=${() => token}><a slot="trigger" href="#elsewhere"><b>Go</b></a></junction-connect>
    `);
    element.querySelector('b')!.click();
    await element.open();
    expect(types()).to.deep.equal(['junction-open']);
    expect(location.hash).to.equal('');
    expect(element.shadowRoot!.querySelector('button')!.getBoundingClientRect().width).to.equal(0);
  });

  it('leaves a press alone that the page has prevented', async () => {
    const { element, types } = await connectElement(html`
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
      onOpen() {
        document.body.append(frame);
        frame.focus();
      },
      onDestroy: () => frame.remove(),
    });
  });
  afterEach(() => {
    frame.remove();
    vital.uninstall();
  });

  it('goes back to the button when Link has gone', async () => {
    const { element, button } = await connectElement();
    button().click();
    await element.open();
    expect(document.activeElement).to.equal(frame);
    vital.call('onExit');
    expect(element.shadowRoot!.activeElement).to.equal(button());
  });

  it("goes back to the page's own control", async () => {
    const { element } = await connectElement(html`
      <junction-connect .fetchToken=${() => token}><button slot="trigger"><i>Go</i></button></junction-connect>
    `);
    element.querySelector('i')!.click();
    await element.open();
    element.close();
    expect(document.activeElement).to.equal(element.querySelector('button'));
  });

  it('goes back to what had it when a script opened Link', async () => {
    const { element } = await connectElement(
      html`<div><input /><junction-connect .fetchToken=${() => token}></junction-connect></div>`,
    );
    const input = element.parentElement!.querySelector('input')!;
    input.focus();
    await element.open();
    vital.call('onExit');
    expect(document.activeElement).to.equal(input);
  });

  it('goes back into the shadow root that it came from', async () => {
    const { element } = await connectElement();
    const host = element.parentElement!.appendChild(document.createElement('div'));
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('button'));
    inner.focus();
    await element.open();
    vital.call('onExit');
    expect(host.shadowRoot!.activeElement).to.equal(inner);
  });

  it("goes to the page's own control with the element's focus()", async () => {
    const { element } = await connectElement(html`
      <junction-connect .fetchToken=${() => token}><button slot="trigger">Go</button></junction-connect>
    `);
    element.focus();
    expect(document.activeElement).to.equal(element.querySelector('button'));
  });

  it('is not taken again when nothing is running', async () => {
    const { element, button } = await connectElement();
    button().click();
    await element.open();
    element.close();
    (document.activeElement as HTMLElement).blur();
    element.close();
    expect(document.activeElement).to.equal(document.body);
  });

  it("is left in a frame of the page's own", async () => {
    const { element } = await connectElement(
      html`<div><iframe title="Own" src="about:blank"></iframe><junction-connect></junction-connect></div>`,
    );
    const own = element.parentElement!.querySelector('iframe')!;
    own.focus();
    await element.open();
    expect(element.status).to.equal('error');
    expect(document.activeElement).to.equal(own);
  });

  it('stays in Link for its last screen', async () => {
    const { element } = await connectElement();
    await element.open();
    vital.call('onSuccess');
    expect(document.activeElement).to.equal(frame);
    element.close();
  });

  it('stays where the page has put it', async () => {
    const { element, button } = await connectElement(
      html`<div><input /><junction-connect .fetchToken=${() => token}></junction-connect></div>`,
    );
    const input = element.parentElement!.querySelector('input')!;
    button().click();
    await element.open();
    input.focus();
    vital.call('onExit');
    expect(document.activeElement).to.equal(input);
  });

  it('is already back when a listener moves it on', async () => {
    const { element, button } = await connectElement(
      html`<div><input /><junction-connect .fetchToken=${() => token}></junction-connect></div>`,
    );
    const input = element.parentElement!.querySelector('input')!;
    element.addEventListener('junction-exit', () => input.focus());
    button().click();
    await element.open();
    vital.call('onExit');
    expect(document.activeElement).to.equal(input);
  });

  it('lets the keyboard open Link', async () => {
    const { element, types } = await connectElement();
    element.focus();
    await sendKeys({ press: 'Enter' });
    await element.open();
    expect(types()).to.deep.equal(['junction-open']);
  });
});
