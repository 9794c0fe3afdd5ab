import { expect } from '@open-wc/testing';
import { isStuck, statusOf } from '../../src/link/phase.js';
import { json } from '../support/fake-platform.js';
import { type FakeVital, type FakeVitalBehaviour, installFakeVital } from '../support/fake-vital.js';
import { runSession } from '../support/session-run.js';

const address = 'https://link.tryvital.io/?token=secret-token-0001&env=sandbox&region=us';

/** The times after which a session looks at Link, in milliseconds. */
const checkMs = 500;
const silenceMs = 8000;

let vital: FakeVital;
let frame: HTMLIFrameElement;
/** Nodes that a test adds to the page. */
let own: HTMLElement;

/** Adds Link's frame over the whole page. It has no address. */
function addFrame() {
  frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647';
  document.body.append(frame);
}

/**
 * Adds Link's frame. Calls `onLoad` too early, and at each `load` event of the frame, also at that of an error page.
 */
function addFrameAndLoad(config: FakeVital['created'][number]) {
  addFrame();
  frame.addEventListener('load', () => config.onLoad!());
  config.onLoad!();
}

/** Shows Link. @returns the session, and functions that let its time pass */
async function showLink(mode = 'auto', behaviour: FakeVitalBehaviour = { duringOpen: addFrameAndLoad }) {
  vital?.uninstall();
  vital = installFakeVital(behaviour);
  const run = runSession({ mode }, () => json({ link_token: 'secret-token-0001', link_web_url: address }));
  const { platform, session } = run;
  const clock = { aheadMs: 0 };
  Object.assign(platform, { performance: { now: () => performance.now() + clock.aheadMs } });
  await run.launch();
  const check = (times = 1) => {
    for (let count = 0; count < times; count++) platform.runTimers(checkMs);
  };
  return {
    ...run,
    clock,
    check,
    isStuck: () => isStuck(session.phase),
    waitInSilence: () => platform.runTimers(silenceMs),
  };
}

type ShownLink = Awaited<ReturnType<typeof showLink>>;

describe('an embedded Link', () => {
  beforeEach(() => {
    own = document.body.appendChild(document.createElement('div'));
  });
  afterEach(() => {
    vital.uninstall();
    own.remove();
    document.querySelectorAll('iframe, junction-connect-guard').forEach((node) => node.remove());
    document.body.inert = false;
    document.body.removeAttribute('aria-hidden');
  });

  describe('that shows no sign of life', () => {
    it('is stuck after eight seconds, and the console says why', async () => {
      const link = await showLink();
      link.check(3);
      expect(link.isStuck()).to.equal(false);
      link.waitInSilence();
      expect([link.isStuck(), statusOf(link.session.phase), link.outcomes]).to.deep.equal([true, 'open', []]);
      expect(link.platform.warnings.join()).to.contain('frame-src').and.not.to.contain('secret-token');
      link.session.end('page');
    });

    const moveFocus = (link: ShownLink) => {
      const field = own.appendChild(document.createElement('input'));
      field.style.cssText = 'position:fixed;top:0;left:0;z-index:2147483647';
      frame.style.zIndex = '0'; // The field lies over Link, so it may have the focus.
      field.focus();
      link.check();
      frame.focus();
      link.check();
    };
    const afterFrameLoad = (link: ShownLink, lateMs: number) => {
      frame.dispatchEvent(new Event('load'));
      link.clock.aheadMs += lateMs;
      vital.call('onLoad');
    };
    const send = ({ platform }: ShownLink, source: MessageEventSource | null) =>
      platform.dispatch(new MessageEvent('message', { source }));
    const signs: [description: string, give: (link: ShownLink) => void, expected: 'alive' | 'again' | 'silent'][] = [
      ['the callback onLoad', () => vital.call('onLoad'), 'alive'],
      ['the callback onSuccess', () => vital.call('onSuccess'), 'alive'],
      // Link's script may report a frame that does not load.
      ['the callback onError', () => vital.call('onError', 'provider_api_error'), 'again'],
      ['a message of its frame', (link) => send(link, frame.contentWindow), 'alive'],
      [
        'a message of a frame in its frame',
        (link) => {
          const inner = frame.contentDocument!.createElement('iframe');
          frame.contentDocument!.body.append(inner);
          send(link, inner.contentWindow);
        },
        'alive',
      ],
      ['the focus that a person moves into its frame', moveFocus, 'again'],
      ['the callback onLoad right after the load event of its frame', (link) => afterFrameLoad(link, 20), 'silent'],
      ['the callback onLoad later than the load event of its frame', (link) => afterFrameLoad(link, 100), 'alive'],
      ['the callback onLoad inside of open()', () => {}, 'silent'],
      ['a message of the page', (link) => send(link, window), 'silent'],
      ['a message without a source', (link) => send(link, null), 'silent'],
    ];
    const meanings = {
      alive: 'is a sign of life for good',
      again: 'is a sign of life for eight seconds',
      silent: 'is no sign of life',
    };
    for (const [description, give, expected] of signs) {
      it(`${description} ${meanings[expected]}`, async () => {
        const link = await showLink();
        link.waitInSilence();
        give(link);
        expect(link.isStuck()).to.equal(expected === 'silent');
        link.waitInSilence();
        expect(link.isStuck()).to.equal(expected !== 'alive');
        link.session.end('page');
      });
    }

    it('has to show a sign of life again when another page has loaded in its frame', async () => {
      const link = await showLink();
      link.check();
      vital.call('onLoad');
      frame.dispatchEvent(new Event('load')); // The page that has shown a sign of life already.
      link.waitInSilence();
      expect(link.isStuck()).to.equal(false);
      send(link, frame.contentWindow); // A message of the first page, for example at a press.
      frame.dispatchEvent(new Event('load'));
      link.waitInSilence();
      expect(link.isStuck()).to.equal(true);
      frame.dispatchEvent(new Event('load')); // An error page.
      expect(link.isStuck()).to.equal(true);
      send(link, frame.contentWindow);
      expect(link.isStuck()).to.equal(false);
      link.session.end('page');
    });

    it('is stuck, too, when it has no frame', async () => {
      const link = await showLink('auto', {});
      link.waitInSilence();
      expect(link.isStuck()).to.equal(true);
      link.session.end('user');
      expect(link.types()).to.deep.equal(['exit']);
      link.platform.runTimers(); // This ends the wait for a late frame.
    });
  });

  describe('that can never work', () => {
    const linkFrame = () => {
      addFrame();
      frame.src = 'https://link.tryvital.io/?token=secret-token-0001';
    };
    const violation = (changes: SecurityPolicyViolationEventInit) => () =>
      void document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', {
          bubbles: true,
          blockedURI: 'https://link.tryvital.io',
          disposition: 'enforce',
          documentURI: location.href,
          effectiveDirective: 'frame-src',
          originalPolicy: '',
          statusCode: 200,
          violatedDirective: 'frame-src',
          ...changes,
        }),
      );
    const rows: [description: string, act: (link: ShownLink) => void, isUnusable: boolean][] = [
      ['a policy refuses the origin of its frame', violation({}), true],
      ['a policy refuses the address of its frame', violation({ blockedURI: 'https://link.tryvital.io/?a' }), true],
      ['an older policy refuses its frame', violation({ effectiveDirective: 'child-src' }), true],
      ['a policy only reports its frame', violation({ disposition: 'report' }), false],
      ['a policy refuses a frame of the page', violation({ blockedURI: 'https://ads.example/' }), false],
      ['a policy refuses an image of Link', violation({ effectiveDirective: 'img-src' }), false],
      [
        'a policy refuses something whose address it hides, and its frame has no address',
        () => {
          frame.removeAttribute('src');
          violation({ blockedURI: '' })();
        },
        false,
      ],
      ['a policy refuses something without an address', violation({ blockedURI: 'inline' }), false],
      [
        'a content blocker removes its frame at once',
        ({ check }) => {
          frame.remove();
          check();
        },
        true,
      ],
    ];
    for (const [description, act, isUnusable] of rows) {
      it(`${isUnusable ? 'is replaced' : 'is not replaced'} by hosted Link when ${description}`, async () => {
        const link = await showLink('auto', { duringOpen: linkFrame });
        act(link);
        expect([link.types(), link.session.phase.name]).to.deep.equal([[], isUnusable ? 'waiting' : 'open']);
        expect(frame.isConnected).to.equal(!isUnusable);
        link.session.end('page');
      });

      it(`${isUnusable ? 'is' : 'is not'} link_unavailable in mode="embed" when ${description}`, async () => {
        const link = await showLink('embed', { duringOpen: linkFrame });
        act(link);
        expect(link.outcomes.map(({ error }) => error?.code)).to.deep.equal(isUnusable ? ['link_unavailable'] : []);
        expect(link.platform.warnings.length).to.equal(isUnusable ? 1 : 0);
        expect(`${link.outcomes[0]?.error?.message} ${link.platform.warnings}`).not.to.contain('secret-token');
        link.session.end('page');
      });
    }
  });

  describe('in a page whose markup replaces a part of document', () => {
    for (const name of [
      'activeElement',
      'addEventListener',
      'body',
      'createElement',
      'elementFromPoint',
      'querySelectorAll',
      'visibilityState',
    ]) {
      it(`can be closed when that is ${name}`, async () => {
        const link = await showLink();
        const image = own.appendChild(document.createElement('img'));
        image.name = name;
        link.check(3);
        link.waitInSilence();
        link.session.end('user');
        expect([link.types(), frame.isConnected]).to.deep.equal([['exit'], false]);
      });
    }
  });

  describe('that somebody removes', () => {
    const states: [description: string, reach: () => void, expected: string[]][] = [
      ['while it is open', () => {}, ['exit']],
      ['after an error', () => vital.call('onError', 'provider_api_error'), ['error', 'exit']],
      ['after a success', () => vital.call('onSuccess'), ['success']],
    ];
    for (const [description, reach, expected] of states) {
      it(`ends the session ${description}`, async () => {
        const link = await showLink();
        link.check();
        reach();
        frame.remove();
        link.check(2);
        expect(link.types()).to.deep.equal(expected);
        expect(link.outcomes.at(-1)!.reason).to.equal(expected.includes('exit') ? 'page' : undefined);
        expect([vital.destroyCount, document.querySelector('junction-connect-guard')]).to.deep.equal([1, null]);
      });
    }
  });

  describe('that the person cannot reach', () => {
    const cover = (cssText: string) => () => {
      const node = own.appendChild(document.createElement('div'));
      node.style.cssText = `position:fixed;z-index:2147483647;background:gold;${cssText}`;
      document.body.append(own); // After Link in the document, and so above it.
      return () => node.remove();
    };
    const change = (apply: () => void, undo: () => void) => () => {
      apply();
      return undo;
    };
    const rows: [description: string, apply: () => () => void, checks: number][] = [
      [
        'it is inert',
        change(
          () => (frame.inert = true),
          () => (frame.inert = false),
        ),
        1,
      ],
      [
        'the body is inert',
        change(
          () => (document.body.inert = true),
          () => (document.body.inert = false),
        ),
        1,
      ],
      [
        'the body is hidden from screen readers',
        change(
          () => (document.body.ariaHidden = 'true'),
          () => document.body.removeAttribute('aria-hidden'),
        ),
        1,
      ],
      ['something covers its middle', cover('inset:25%'), 2],
      ['something covers all of it', cover('inset:0'), 2],
      [
        'it takes no presses',
        change(
          () => (frame.style.pointerEvents = 'none'),
          () => (frame.style.pointerEvents = ''),
        ),
        2,
      ],
      [
        'it is not displayed',
        change(
          () => (frame.style.display = 'none'),
          () => (frame.style.display = ''),
        ),
        2,
      ],
      [
        'it has no size',
        change(
          () => (frame.style.width = '0'),
          () => (frame.style.width = '100%'),
        ),
        2,
      ],
      [
        'it is outside of the window',
        change(
          () => (frame.style.inset = '-9999px'),
          () => (frame.style.inset = '0'),
        ),
        2,
      ],
    ];
    for (const [description, apply, checks] of rows) {
      it(`is stuck as long as ${description}`, async () => {
        const link = await showLink();
        vital.call('onLoad');
        link.check();
        expect(link.isStuck()).to.equal(false);
        const undo = apply();
        link.check(checks);
        expect(link.isStuck()).to.equal(true);
        vital.call('onError', 'provider_api_error');
        expect([link.isStuck(), statusOf(link.session.phase)]).to.deep.equal([true, 'error']);
        undo();
        link.check();
        expect([link.isStuck(), link.types()]).to.deep.equal([false, ['error']]);
        link.session.end('page');
      });
    }

    const openDialog = () => {
      const dialog = own.appendChild(document.createElement('dialog'));
      dialog.showModal();
      return () => dialog.remove();
    };
    const harmless: [description: string, apply: () => () => void][] = [
      ['the page has opened a modal dialog, which comes first', openDialog],
      ['something small covers its middle', cover('inset:41%')],
      ['something covers a corner of it', cover('right:0;bottom:0;width:100px;height:50px')],
    ];
    for (const [description, apply] of harmless) {
      it(`is not stuck when ${description}`, async () => {
        const link = await showLink();
        vital.call('onLoad');
        const undo = apply();
        link.check(3);
        expect(link.isStuck()).to.equal(false);
        undo();
        link.session.end('page');
      });
    }

    it('is not stuck while it loads out of sight', async () => {
      const link = await showLink();
      frame.style.display = 'none';
      link.check(3);
      expect(link.isStuck()).to.equal(false);
      link.session.end('page');
    });
  });

  describe('under a popover of the page', () => {
    const addPopover = (cssText = 'inset:0;width:40vw;height:40vh;margin:0') => {
      const popover = own.appendChild(document.createElement('div'));
      popover.popover = 'manual';
      popover.style.cssText = cssText;
      popover.showPopover();
      return popover;
    };
    const look = () => JSON.stringify([frame.getBoundingClientRect(), getComputedStyle(frame).padding]);
    const topmost = () => document.elementFromPoint(20, 20);

    it('is raised above it, looks the same, and closes nothing', async () => {
      const popover = addPopover();
      const link = await showLink();
      const before = look();
      expect(topmost() === popover).to.equal(true);
      link.check(2);
      expect([topmost() === frame, look(), link.isStuck()]).to.deep.equal([true, before, false]);
      expect(popover.matches(':popover-open')).to.equal(true);
      // Once is enough: a popover that comes back may stay, such as the one of a password manager.
      popover.hidePopover();
      popover.showPopover();
      link.check(4);
      expect([topmost() === popover, link.isStuck()]).to.deep.equal([true, false]);
      const second = addPopover();
      link.check(2);
      expect([topmost() === frame, second.matches(':popover-open')]).to.deep.equal([true, true]);
      link.session.end('page');
    });

    it('stays where it is, and is stuck, when raising it would change its look', async () => {
      // The frame is as large as its container, and in the top layer it would be as large as the window.
      const duringOpen = () => {
        const wrapper = document.createElement('div');
        wrapper.style.cssText = 'position:fixed;inset:10%;transform:scale(0.9)';
        addFrame();
        frame.style.position = 'absolute';
        wrapper.append(frame);
        own.style.cssText = 'height:500px;transform:translateX(10px)';
        own.append(wrapper);
      };
      const link = await showLink('auto', { duringOpen });
      const before = look();
      const style = frame.parentElement!.style.cssText;
      addPopover('inset:0;width:60vw;height:40vh;margin:0');
      link.check(2);
      expect([link.isStuck(), look(), frame.parentElement!.style.cssText]).to.deep.equal([true, before, style]);
      expect(frame.parentElement!.hasAttribute('popover')).to.equal(false);
      link.session.end('page');
    });

    it('is not raised above a popover that closes at once', async () => {
      const link = await showLink();
      const popover = addPopover();
      link.check();
      popover.remove();
      link.check(2);
      expect(frame.popover).to.equal(null);
      link.session.end('page');
    });
  });

  describe('and the focus', () => {
    const addField = (cssText = 'position:fixed;top:10px;left:10px') => {
      const field = own.appendChild(document.createElement('input'));
      field.style.cssText = cssText;
      return field;
    };
    const above = 'position:fixed;top:10px;left:10px;z-index:2147483647';
    const addAbove = () => {
      const field = addField(above);
      document.body.append(own); // After Link in the document, with the same z-index, and so above it.
      return field;
    };

    it('takes it from what it covers, and from nothing else', async () => {
      const covered = addField();
      covered.focus();
      const link = await showLink();
      link.check();
      expect(document.activeElement === frame).to.equal(true);
      const over = addAbove();
      over.focus();
      expect(document.activeElement === over).to.equal(true);
      link.session.end('page');
    });

    it('leaves it to what lies over Link when Link is shown', async () => {
      const over = addAbove();
      over.focus();
      const link = await showLink('auto', {
        duringOpen() {
          addFrame();
          document.body.append(own);
          over.focus();
        },
      });
      link.check(2);
      expect(document.activeElement === over).to.equal(true);
      link.session.end('page');
    });

    it('gets it back once, and closes when the page takes it again', async () => {
      const link = await showLink();
      link.check();
      let calls = 0;
      const focus = frame.focus.bind(frame);
      frame.focus = () => {
        calls += 1;
        focus();
      };
      const covered = addField();
      covered.focus();
      expect([document.activeElement === frame, link.session.phase.name]).to.deep.equal([true, 'open']);
      covered.focus();
      expect([link.session.phase.name, calls]).to.deep.equal(['waiting', 1]);
      expect(document.activeElement === covered).to.equal(true);
      link.session.end('page');
    });

    it('gets it back although the page stops the event', async () => {
      const link = await showLink();
      link.check();
      const covered = addField();
      own.addEventListener('focusin', (event) => event.stopPropagation());
      covered.focus();
      expect(document.activeElement === frame).to.equal(true);
      link.session.end('page');
    });

    it('gets it back from another frame of the page', async () => {
      const link = await showLink();
      link.check();
      const chat = own.appendChild(document.createElement('iframe'));
      chat.style.cssText = 'position:fixed;top:0;left:0';
      chat.contentDocument!.body.innerHTML = '<input>';
      chat.contentWindow!.focus();
      chat.contentDocument!.querySelector('input')!.focus();
      link.check();
      expect(document.activeElement === frame).to.equal(true);
      link.session.end('page');
    });

    it('closes when the page takes it three times in ten seconds', async () => {
      const link = await showLink();
      link.check();
      const covered = addField();
      const phases = [0, 4000, 4000].map((laterMs) => {
        link.clock.aheadMs += laterMs;
        covered.focus();
        return link.session.phase.name;
      });
      expect(phases).to.deep.equal(['open', 'open', 'waiting']);
    });

    it('gets it back each time when the page takes it only now and then', async () => {
      const link = await showLink();
      link.check();
      const covered = addField();
      for (let count = 0; count < 5; count++) {
        link.clock.aheadMs += 6000;
        covered.focus();
        expect([document.activeElement === frame, link.session.phase.name]).to.deep.equal([true, 'open']);
      }
      link.session.end('page');
    });

    const banners: [description: string, markup: string][] = [
      [
        'a container that lets presses through',
        '<div data-focus tabindex="-1" style="position:fixed;inset:0;pointer-events:none">' +
          '<p style="position:absolute;bottom:0;height:9em;width:100%;margin:0;pointer-events:auto">Cookies?</p></div>',
      ],
      [
        'a guard without a size in a banner',
        '<div style="position:fixed;bottom:0;width:100%;height:4em">' +
          '<i data-focus tabindex="0" style="position:fixed;top:1px;left:1px;width:1px;height:0"></i>Cookies?</div>',
      ],
      ['a host without a size', '<x-manager data-focus tabindex="0" style="position:fixed;top:9px"></x-manager>'],
    ];
    for (const [description, markup] of banners) {
      it(`leaves it to ${description} that lies over Link`, async () => {
        const link = await showLink();
        link.check();
        own.style.cssText = 'position:relative;z-index:2147483647';
        document.body.append(own);
        own.innerHTML = markup;
        const banner = own.querySelector<HTMLElement>('[data-focus]')!;
        for (let count = 0; count < 3; count++) {
          banner.focus();
          expect(document.activeElement === banner).to.equal(true);
          banner.blur();
        }
        expect(link.session.phase.name).to.equal('open');
        link.session.end('page');
      });
    }

    it('closes at once when the page takes it in the same moment, and leaves no guard and no timer', async () => {
      const covered = addField();
      covered.focus();
      covered.addEventListener('blur', () => covered.focus());
      const link = await showLink();
      link.check();
      expect(link.session.phase.name).to.equal('waiting');
      expect(document.querySelectorAll('junction-connect-guard').length).to.equal(0);
      expect(link.platform.timerCount()).to.equal(0);
      link.session.end('page');
    });

    it('gets it back from a guard as often as the person presses Tab', async () => {
      const link = await showLink();
      link.check();
      const guards = document.querySelectorAll<HTMLElement>('junction-connect-guard');
      expect(guards.length).to.equal(2);
      for (const guard of [...guards, ...guards, ...guards]) {
        guard.focus();
        expect(document.activeElement === frame).to.equal(true);
      }
      expect(link.session.phase.name).to.equal('open');
      link.session.end('page');
      expect(document.querySelectorAll('junction-connect-guard').length).to.equal(0);
    });

    it('does not take it while it is inert', async () => {
      const link = await showLink();
      link.check();
      frame.inert = true;
      const covered = addField();
      covered.focus();
      covered.blur();
      covered.focus();
      expect([document.activeElement === covered, link.session.phase.name]).to.deep.equal([true, 'open']);
      link.session.end('page');
    });
  });
});
