import { expect } from '@open-wc/testing';
import { configureLink } from '../../src/link/link-location.js';
import { linkIn } from '../../src/link/phase.js';
import { removeCopiesSoon } from '../../src/link/embedded/stray-nodes.js';
import { type FakePlatform, json } from '../support/fake-platform.js';
import { type FakeVital, type FakeVitalBehaviour, installFakeVital } from '../support/fake-vital.js';
import { runSession } from '../support/session-run.js';

const linkOrigin = 'https://link.example';

let vital: FakeVital;

const element = (name: string, ...children: Element[]) => {
  const created = document.createElement(name);
  created.className = 'added';
  created.append(...children);
  return created;
};
const show = (...nodes: Element[]) => document.body.append(...nodes);
const added = () => [...document.querySelectorAll('.added')].map(({ localName }) => localName);

/** Returns a frame at an address of Link. */
function linkFrame(): HTMLIFrameElement {
  const frame = element('iframe') as HTMLIFrameElement;
  frame.src = `${linkOrigin}/?token=secret-token-0001`;
  return frame;
}

/** The fake browsers of a test. */
const platforms: FakePlatform[] = [];

async function showLink(behaviour: FakeVitalBehaviour) {
  vital = installFakeVital(behaviour);
  const run = runSession({ env: 'sandbox' }, () => json({ link_token: 'secret-token-0001' }));
  platforms.push(run.platform);
  await run.launch();
  return run;
}

const fail = () => {
  throw new Error('Link');
};

/** Waits until observers of the page have been called. */
const settled = () => Promise.resolve();

describe('the nodes of an embedded Link', () => {
  before(() => configureLink({ script: `${linkOrigin}/initialize.js`, origins: [linkOrigin] }));
  afterEach(() => {
    platforms.splice(0).forEach((platform) => platform.runTimers()); // This ends the wait for late frames.
    vital.uninstall();
    document.querySelectorAll('.added').forEach((node) => node.remove());
  });

  const rows: [description: string, behaviour: () => FakeVitalBehaviour, stay: string[]][] = [
    ['a frame', () => ({ duringOpen: () => show(element('iframe')) }), []],
    ['a frame in a wrapper', () => ({ duringOpen: () => show(element('div', element('p'), element('iframe'))) }), []],
    [
      'a wrapper that create() adds, and a frame that open() adds',
      () => {
        const wrapper = element('div');
        return { duringCreate: () => show(wrapper), duringOpen: () => wrapper.append(element('iframe')) };
      },
      [],
    ],
    [
      'a frame that gets its wrapper later',
      () => ({
        duringOpen() {
          const frame = element('iframe');
          show(frame);
          const wrapper = element('div');
          frame.before(wrapper);
          wrapper.append(frame);
        },
      }),
      [],
    ],
    ['a frame and a backdrop', () => ({ duringOpen: () => show(element('div'), element('iframe')) }), []],
    [
      'a frame in an open shadow root',
      () => ({
        duringOpen() {
          const host = element('div');
          host.attachShadow({ mode: 'open' }).append(element('iframe'));
          show(host);
        },
      }),
      [],
    ],
    ['a backdrop without a frame', () => ({ duringOpen: () => show(element('div')) }), []],
    [
      'a style sheet and a script beside its frame',
      () => ({
        duringOpen() {
          document.head.append(element('style'));
          show(element('style'), element('script'), element('iframe'));
        },
      }),
      ['style', 'style', 'script'],
    ],
  ];
  for (const [description, behaviour, stay] of rows) {
    const expected = stay.length > 0 ? 'only what shows nothing stays' : 'nothing stays';
    it(`${expected} of ${description}, although exit() and destroy() fail`, async () => {
      const { session } = await showLink({ ...behaviour(), duringExit: fail, duringDestroy: fail });
      session.end('page');
      expect(added()).to.deep.equal(stay);
    });
  }

  it('are not those that a listener of the page adds while Link is opened', async () => {
    const { session } = await showLink({
      duringOpen(config) {
        show(element('iframe'));
        config.onError!('provider_api_error');
      },
    });
    session.end('page');
    expect(added()).to.deep.equal([]);

    vital.uninstall();
    vital = installFakeVital({
      duringOpen(config) {
        show(element('div'));
        config.onError!('provider_api_error');
        show(element('iframe'));
      },
    });
    const onOutcome = () => show(element('output'));
    const listening = runSession({}, () => json({ link_token: 'secret-token-0001' }), { onOutcome });
    await listening.launch();
    listening.session.end('page');
    expect(added()).to.deep.equal(['output', 'output']);
  });

  it('are not those of the page that Link only moves', async () => {
    const own = element('main');
    show(own);
    const { session } = await showLink({ duringOpen: () => show(own, element('iframe')) });
    session.end('page');
    expect(added()).to.deep.equal(['main']);
  });

  it('are found when Link adds them later', async () => {
    const { session, platform, types } = await showLink({});
    const wrapper = element('div', element('p'));
    show(wrapper);
    wrapper.append(linkFrame());
    platform.runTimers(500);
    expect(linkIn(session.phase)!.presence()).to.equal('present');
    session.end('user');
    expect([added(), types()]).to.deep.equal([[], ['exit']]);
  });

  const keeping: [description: string, node: () => HTMLElement, open: (node: HTMLElement) => void][] = [
    ['an empty container', () => element('div'), (container) => container.append(linkFrame())],
    ['a hidden frame', linkFrame, (frame) => (frame.style.display = 'block')],
  ];
  for (const [description, create, open] of keeping) {
    it(`are there again when Link keeps ${description} for the next time`, async () => {
      const kept = create();
      const behaviour = {
        duringOpen() {
          if (vital.openedTokens.length === 1) show(kept);
          open(kept);
        },
        duringDestroy() {
          kept.replaceChildren();
          kept.style.display = 'none';
        },
      };
      const { session } = await showLink(behaviour);
      session.end('page');
      expect(added()).to.deep.equal([]);
      const next = runSession({}, () => json({ link_token: 'secret-token-0001' }));
      await next.launch();
      expect([kept.isConnected, linkIn(next.session.phase)!.presence()]).to.deep.equal([true, 'present']);
      next.session.end('page');
      expect(added()).to.deep.equal([]);
    });
  }

  it('are not put back when Link makes new ones', async () => {
    const behaviour = { duringOpen: () => show(element('div'), linkFrame()) };
    const { session } = await showLink(behaviour);
    session.end('page');
    vital.uninstall();
    const next = await showLink(behaviour);
    expect(added()).to.deep.equal(['div', 'iframe']);
    next.session.end('page');
    expect(added()).to.deep.equal([]);
  });

  it('are followed when Link replaces its frame', async () => {
    const { session, platform, types } = await showLink({ duringOpen: () => show(linkFrame()) });
    platform.runTimers(500);
    const [first] = document.querySelectorAll('iframe');
    first!.remove();
    platform.runTimers(500);
    show(linkFrame());
    platform.runTimers(500);
    platform.runTimers(500);
    expect([types(), added()]).to.deep.equal([[], ['iframe']]);
    session.end('user');
    expect([types(), added()]).to.deep.equal([['exit'], []]);
  });

  it('are not those of another element’s Link', async () => {
    const first = await showLink({ duringOpen: () => show(linkFrame()) });
    vital.uninstall();
    const second = await showLink({ duringOpen: () => show(linkFrame()) });
    first.platform.runTimers(500);
    first.session.end('page');
    expect(added()).to.deep.equal(['iframe']);
    second.session.end('page');
    expect(added()).to.deep.equal([]);
  });

  describe('that come after the end', () => {
    it('are removed, together with their wrapper', async () => {
      const { session } = await showLink({});
      session.end('page');
      const own = element('main');
      show(own);
      show(element('div', element('p'), linkFrame()));
      const wrapper = element('div');
      show(wrapper);
      await settled();
      wrapper.append(linkFrame());
      await settled();
      expect(added()).to.deep.equal(['main']);
    });

    it('are removed, too, when the next session was shown and closed meanwhile', async () => {
      const first = await showLink({});
      first.session.end('page');
      vital.uninstall();
      const second = await showLink({ duringOpen: () => show(linkFrame()) });
      second.session.end('page');
      show(linkFrame());
      await settled();
      expect(added()).to.deep.equal([]);
    });

    it('stay when they belong to the next session', async () => {
      const { session } = await showLink({});
      session.end('page');
      vital.uninstall();
      const next = await showLink({ duringOpen: () => show(linkFrame()) });
      await settled();
      expect(added()).to.deep.equal(['iframe']);
      next.session.end('page');
      expect(added()).to.deep.equal([]);
    });

    it('are not looked for when Link has had a frame, or after half a minute', async () => {
      const withFrame = await showLink({ duringOpen: () => show(linkFrame()) });
      withFrame.session.end('page');
      const siteFrame = linkFrame(); // A site may embed Link by other means.
      show(siteFrame);
      await settled();
      expect(added()).to.deep.equal(['iframe']);
      siteFrame.remove();

      vital.uninstall();
      const { session, platform } = await showLink({});
      session.end('page');
      platform.runTimers(30_000);
      show(linkFrame());
      await settled();
      expect(added()).to.deep.equal(['iframe']);
    });
  });

  describe('that the page’s code copies', () => {
    const remove = async () => {
      removeCopiesSoon(window);
      removeCopiesSoon(window);
      await settled();
    };
    const originals: [description: string, create: () => Element][] = [
      ['a frame', linkFrame],
      ['a wrapper', () => element('div', linkFrame())],
    ];
    for (const [description, create] of originals) {
      it(`are removed when ${description} comes back in a snapshot`, async () => {
        const { session } = await showLink({ duringOpen: () => show(create()) });
        const snapshot = document.querySelector('.added')!.outerHTML;
        const node = document.querySelector('.added')!;
        session.end('page');
        const restored = element('section');
        restored.innerHTML = snapshot;
        show(restored, linkFrame());
        await remove();
        // The frame that no session has shown is the site's own.
        expect(added()).to.deep.equal(['section', 'iframe']);
        show(node);
        await remove();
        expect(node.isConnected).to.equal(false);
      });
    }

    it('are removed while the Link that is open stays', async () => {
      const { session } = await showLink({ duringOpen: () => show(linkFrame()) });
      const frame = document.querySelector('iframe')!;
      const copy = frame.cloneNode() as Element;
      show(copy);
      await remove();
      expect([frame.isConnected, copy.isConnected]).to.deep.equal([true, false]);
      session.end('page');
    });
  });
});
