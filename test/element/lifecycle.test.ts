import { expect } from '@open-wc/testing';
import { addElement, html, token } from '../support/element.js';
import { installFakeClock } from '../support/fake-clock.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { newFakeWindow, stubOpen, type StubbedOpen } from '../support/stub-open.js';
import { waitUntil } from '../support/wait.js';

describe('the life of <junction-connect>', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  it('can be created by a script, and reads its attributes', () => {
    const element = document.createElement('junction-connect');
    element.setAttribute('providers', 'oura fitbit');
    element.setAttribute('timeout', '500');
    element.setAttribute('disabled', '');
    expect(element.providers).to.deep.equal(['oura', 'fitbit']);
    expect([element.timeout, element.disabled]).to.deep.equal([500, true]);
  });

  it('has the documented defaults, and has them again when an attribute is removed', () => {
    const element = document.createElement('junction-connect');
    const defaults = {
      method: 'post',
      credentials: 'same-origin',
      csrfHeader: 'X-CSRF-Token',
      mode: 'auto',
      timeout: 10000,
    };
    expect(element).to.include(defaults);
    for (const name of ['method', 'credentials', 'csrf-header', 'mode', 'timeout', 'providers']) {
      element.setAttribute(name, '7');
      element.removeAttribute(name);
    }
    expect(element).to.include(defaults);
    expect(element.providers).to.deep.equal([]);
  });

  it('does not reflect properties that scripts set to attributes', async () => {
    const { element } = await addElement(
      html`<junction-connect
        .provider=${'oura'}
        .providers=${['oura']}
        .csrfToken=${'csrf-1'}
        .fetchToken=${() => token}
      ></junction-connect>`,
    );
    await element.open();
    vital.call('onSuccess', { provider_slug: 'oura' });
    await element.updateComplete;
    expect(element.getAttributeNames()).to.deep.equal([]);
  });

  it('can be added and removed at once', async () => {
    const element = document.createElement('junction-connect');
    document.body.append(element);
    element.remove();
    await element.updateComplete;
    expect(element.status).to.equal('idle');
  });

  it('works with another element in the same page', async () => {
    const one = await addElement();
    const other = await addElement();
    await Promise.all([one.element.open(), other.element.open()]);
    vital.created[1]!.onSuccess!();
    vital.created[0]!.onExit!();
    expect([one.types(), other.types()]).to.deep.equal([
      ['junction-open', 'junction-exit'],
      ['junction-open', 'junction-success'],
    ]);
  });

  describe('with a window that counts as closed', () => {
    const channels = new Set<BroadcastChannel>();
    const Channel = window.BroadcastChannel;
    let openStub: StubbedOpen;
    beforeEach(() => {
      channels.clear();
      window.BroadcastChannel = class extends Channel {
        constructor(name: string) {
          super(name);
          channels.add(this);
        }
        override close() {
          channels.delete(this);
          super.close();
        }
      };
    });
    afterEach(() => {
      window.BroadcastChannel = Channel;
      openStub.restore();
    });

    /** Launches twice. Both windows are cut off, and can still return. */
    async function launchTwice() {
      const windows: ReturnType<typeof newFakeWindow>[] = [];
      openStub = stubOpen(() => {
        windows.push(newFakeWindow());
        return windows.at(-1);
      });
      const run = await addElement(
        html`<div><junction-connect mode="popup" .fetchToken=${async () => token}></junction-connect></div>`,
      );
      await run.element.open();
      windows[0]!.closed = true;
      await run.element.open();
      windows[1]!.closed = true;
      run.element.close();
      expect(channels.size).to.equal(2);
      return run;
    }

    it('closes the channels of all its sessions when it is removed', async () => {
      const { element } = await launchTwice();
      element.remove();
      await waitUntil(() => channels.size === 0, 'A channel is open');
    });

    it('keeps the channels when it is moved', async () => {
      const clock = installFakeClock();
      try {
        const { element } = await launchTwice();
        const parent = element.parentElement!;
        element.remove();
        await clock.pass(50);
        parent.append(element);
        await clock.pass(200);
        expect(channels.size).to.equal(2);
      } finally {
        await clock.uninstall(); // It removes the element.
      }
      expect(channels.size).to.equal(0);
    });
  });

  it('leaves no nodes after many rounds of open, close and remove', async () => {
    vital.uninstall();
    const frames: HTMLIFrameElement[] = [];
    vital = installFakeVital({
      duringOpen: () => frames.push(document.body.appendChild(document.createElement('iframe'))),
      duringDestroy: () => frames.pop()!.remove(),
    });
    const nodes = document.querySelectorAll('*').length;
    for (let round = 0; round < 50; round += 1) {
      const element = document.body.appendChild(document.createElement('junction-connect'));
      element.fetchToken = () => token;
      await element.open();
      if (round % 3 === 0) vital.call('onSuccess');
      if (round % 3 === 1) element.close();
      element.remove();
    }
    await waitUntil(() => vital.destroyCount === 50, 'Link is still there');
    expect(document.querySelectorAll('*').length).to.equal(nodes);
  });
});
