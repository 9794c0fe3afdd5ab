import { expect } from '@open-wc/testing';
import { addElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

describe('the status of <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  it('changes from idle to loading, open and connected, also as a custom state', async () => {
    const { element, message } = await addElement();
    const expectStatus = (status: string) => {
      expect(element.status).to.equal(status);
      const states = ['idle', 'loading', 'open', 'connected', 'error'].filter((state) =>
        element.matches(`:state(${state})`),
      );
      expect(states).to.deep.equal([status]);
    };
    expectStatus('idle');
    const opened = element.open();
    expectStatus('loading');
    await opened;
    expectStatus('open');
    vital.call('onSuccess');
    expectStatus('connected');
    await element.updateComplete;
    expect(message()).to.equal('Connected');
  });

  it('is read-only', async () => {
    const { element } = await addElement();
    expect(() => ((element as unknown as { status: string }).status = 'connected')).to.throw(TypeError);
  });

  it('is idle again after an exit', async () => {
    const { element, message, announcement } = await addElement();
    await element.open();
    vital.call('onExit');
    expect(element.status).to.equal('idle');
    await element.updateComplete;
    expect([message(), announcement()]).to.deep.equal(['', 'Junction Link was closed.']);
  });

  it('is error after a failure, with a message to the person, who can try again', async () => {
    let fails = true;
    const fetchToken = async () => {
      if (fails) throw new Error('down');
      return token;
    };
    const { element, button, message } = await addElement(
      html`<junction-connect .fetchToken=${fetchToken}></junction-connect>`,
    );
    await element.open();
    expect(element.status).to.equal('error');
    await element.updateComplete;
    expect(message()).to.equal('That failed. Please try again.');
    expect(button().getAttribute('aria-disabled')).to.equal('false');
    fails = false;
    button().click();
    await element.updateComplete;
    expect(message()).to.equal('Opening …');
    await element.open();
    expect(element.status).to.equal('open');
  });

  it('does not ask the person to try again when the configuration is invalid', async () => {
    const { element, message } = await addElement(html`<junction-connect mode="modal"></junction-connect>`);
    await element.open();
    await element.updateComplete;
    expect(message()).to.equal('Not available. Please contact this site’s support.');
  });

  it('is that of the newer session when an older one reports a success', async () => {
    const { element, types } = await addElement();
    await element.open();
    const [older] = vital.created;
    vital.call('onExit');
    await element.open();
    older!.onSuccess!();
    expect(types().at(-1)).to.equal('junction-success');
    expect(element.status).to.equal('open');
  });
});
