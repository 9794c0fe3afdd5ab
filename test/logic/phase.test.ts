import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JunctionConnectError } from '../../src/link/errors.js';
import type { LaunchedLink } from '../../src/link/launchers/launcher.js';
import type { Outcome } from '../../src/link/outcome.js';
import {
  canOpenNoWindow,
  continuesOnPress,
  firstPhase,
  isRunning,
  isStuck,
  linkIn,
  nextPageAfter,
  type Phase,
  type SessionEvent,
  type SessionFacts,
  statusOf,
  transition,
} from '../../src/link/phase.js';

const newLink = (presence: ReturnType<LaunchedLink['presence']>): LaunchedLink => ({
  show() {},
  close() {},
  presence: () => presence,
});

const present = newLink('present');
const unknown = newLink('unknown');
const gone = newLink('gone');

const error = new JunctionConnectError('token_request_failed', 'fetchToken or headers failed');
const blocked = new JunctionConnectError('popup_blocked', 'The browser opened no window');
const unavailable = new JunctionConnectError('link_unavailable', "Link's script did not load");

const nextPages = {
  success: new URL('https://site.example/success'),
  exit: new URL('https://site.example/exit'),
  error: new URL('https://site.example/error'),
};
const embedded: SessionFacts = { provider: 'oura', isHosted: false };
const hosted: SessionFacts = { ...embedded, isHosted: true };

const opened: Phase = { name: 'open', link: present, canRefresh: true };

const reports = {
  success: { type: 'success', provider: undefined, metadata: null },
  named: { type: 'success', provider: 'garmin', metadata: { a: 1 } },
  failure: { type: 'error', code: 'provider_api_error', provider: undefined },
  expired: { type: 'error', code: 'token_expired', provider: undefined },
  exit: { type: 'exit', reason: 'user' },
} as const satisfies Record<string, SessionEvent>;

/** The error that a session makes of `reports.failure`. */
const reportedError = new JunctionConnectError(
  'provider_api_error',
  "Link reported this error. See error_type in Junction's documentation",
);

interface Row {
  when: string;
  phase: Phase;
  event: SessionEvent;
  facts?: SessionFacts;
  /** The expected result. Without `phase` the phase stays as it is. */
  then: {
    phase?: Phase;
    outcome?: Outcome;
    fallbackReason?: JunctionConnectError;
    page?: keyof typeof nextPages;
    relaunch?: boolean;
  };
}

const table: Row[] = [
  {
    when: 'a launcher has started',
    phase: firstPhase,
    event: { type: 'started', link: present },
    then: { phase: { ...firstPhase, link: present } },
  },
  {
    when: 'Link is shown',
    phase: { ...firstPhase, link: present },
    event: { type: 'shown' },
    then: { phase: opened },
  },
  { when: 'Link is shown, but no launcher has started', phase: firstPhase, event: { type: 'shown' }, then: {} },
  { when: 'Link is shown again', phase: opened, event: { type: 'shown' }, then: {} },
  {
    when: 'Link is shown with a fresh token',
    phase: { ...firstPhase, canRefresh: false, link: present },
    event: { type: 'shown' },
    then: { phase: { ...opened, canRefresh: false } },
  },
  {
    when: 'a launcher starts after the session has ended',
    phase: { name: 'idle' },
    event: { type: 'started', link: present },
    then: {},
  },
  { when: 'a launch has ended before Link is shown', phase: { name: 'idle' }, event: { type: 'shown' }, then: {} },
  {
    when: 'a press opens the window',
    phase: { name: 'waiting', blockedWindows: 1 },
    event: { type: 'started', link: present },
    then: { phase: { ...firstPhase, blockedWindows: 1, link: present } },
  },
  {
    when: 'a window is closed before Link is shown in it, after an earlier window was blocked',
    phase: { ...firstPhase, blockedWindows: 1, link: present },
    event: { type: 'failed', error: blocked, canFallBackToWindow: false, wasPressed: true, isOffline: false },
    facts: hosted,
    then: { phase: { name: 'waiting', blockedWindows: 2 } },
  },
  {
    when: 'a launch fails',
    phase: { ...firstPhase, link: present },
    event: { type: 'failed', error, canFallBackToWindow: true, wasPressed: true, isOffline: false },
    then: {
      phase: { name: 'error', error, provider: 'oura', isOffline: false },
      outcome: { type: 'error', provider: 'oura', error },
      page: 'error',
    },
  },
  {
    when: "Link's script does not load, and hosted Link may take its place",
    phase: firstPhase,
    event: { type: 'failed', error: unavailable, canFallBackToWindow: true, wasPressed: true, isOffline: false },
    then: { phase: { name: 'waiting', blockedWindows: 0 }, fallbackReason: unavailable },
  },
  {
    when: "Link's script does not load, and `mode` is `embed`",
    phase: firstPhase,
    event: { type: 'failed', error: unavailable, canFallBackToWindow: false, wasPressed: true, isOffline: false },
    then: {
      phase: { name: 'error', error: unavailable, provider: 'oura', isOffline: false },
      outcome: { type: 'error', provider: 'oura', error: unavailable },
      page: 'error',
    },
  },
  {
    when: 'the browser blocks the window',
    phase: firstPhase,
    event: { type: 'failed', error: blocked, canFallBackToWindow: false, wasPressed: true, isOffline: false },
    facts: hosted,
    then: {
      phase: { name: 'waiting', blockedWindows: 1, error: blocked },
      outcome: { type: 'error', provider: 'oura', error: blocked },
    },
  },
  {
    when: 'the browser blocks the window again',
    phase: { name: 'waiting', blockedWindows: 1, error: blocked },
    event: { type: 'failed', error: blocked, canFallBackToWindow: false, wasPressed: true, isOffline: false },
    facts: hosted,
    then: { phase: { name: 'waiting', blockedWindows: 2 } },
  },
  {
    when: 'the browser blocks the window again, because a script has opened it without a press',
    phase: { name: 'waiting', blockedWindows: 1 },
    event: { type: 'failed', error: blocked, canFallBackToWindow: false, wasPressed: false, isOffline: false },
    facts: hosted,
    then: { phase: { name: 'waiting', blockedWindows: 1 } },
  },
  {
    when: 'a launch fails after the session has ended',
    phase: { name: 'connected', provider: 'oura' },
    event: { type: 'failed', error, canFallBackToWindow: true, wasPressed: true, isOffline: false },
    then: {},
  },
  {
    when: 'an embedded Link turns out to be unusable, and hosted Link may take its place',
    phase: opened,
    event: { type: 'failed', error: unavailable, canFallBackToWindow: true, wasPressed: true, isOffline: false },
    then: { phase: { name: 'waiting', blockedWindows: 0 }, fallbackReason: unavailable },
  },
  {
    when: 'an embedded Link turns out to be unusable, and `mode` is `embed`',
    phase: opened,
    event: { type: 'failed', error: unavailable, canFallBackToWindow: false, wasPressed: true, isOffline: false },
    then: {
      phase: { name: 'error', error: unavailable, provider: 'oura', isOffline: false },
      outcome: { type: 'error', provider: 'oura', error: unavailable },
      page: 'error',
    },
  },
  {
    when: "Link's last screen turns out to be unusable",
    phase: { name: 'connected', provider: 'oura', link: present },
    event: { type: 'failed', error: unavailable, canFallBackToWindow: true, wasPressed: true, isOffline: false },
    then: { phase: { name: 'connected', provider: 'oura' } },
  },
  {
    when: 'an embedded Link is stuck',
    phase: opened,
    event: { type: 'stuck' },
    then: { phase: { ...opened, isStuck: true } },
  },
  {
    when: 'an embedded Link is not stuck any more',
    phase: { ...opened, isStuck: true },
    event: { type: 'responsive' },
    then: { phase: { ...opened, isStuck: false } },
  },
  {
    when: 'an embedded Link that is stuck reports a success',
    phase: { ...opened, isStuck: true },
    event: reports.success,
    then: {
      phase: { name: 'connected', provider: 'oura', link: present, isStuck: true },
      outcome: { type: 'success', provider: 'oura', metadata: null },
      page: 'success',
    },
  },
  {
    when: 'an embedded Link is stuck after an error',
    phase: { name: 'error', error, provider: 'oura', isOffline: false, link: present },
    event: { type: 'stuck' },
    then: { phase: { name: 'error', error, provider: 'oura', isOffline: false, link: present, isStuck: true } },
  },
  {
    when: "Link's last screen is stuck",
    phase: { name: 'connected', provider: 'oura', link: present },
    event: { type: 'stuck' },
    then: { phase: { name: 'connected', provider: 'oura', link: present, isStuck: true } },
  },
  {
    when: 'an embedded Link is stuck before it is shown',
    phase: { ...firstPhase, link: present },
    event: { type: 'stuck' },
    then: {},
  },
  {
    when: 'no Link is there to be stuck',
    phase: { name: 'connected', provider: 'oura' },
    event: { type: 'stuck' },
    then: {},
  },
  {
    when: 'an embedded Link that is stuck reports an error, which names the provider',
    phase: { ...opened, isStuck: true },
    event: { ...reports.failure, provider: 'garmin' },
    then: {
      phase: {
        name: 'error',
        error: reportedError,
        provider: 'garmin',
        isOffline: false,
        link: present,
        isStuck: true,
      },
      outcome: { type: 'error', provider: 'garmin', error: reportedError },
    },
  },
  { when: 'a Link that was closed is stuck', phase: { name: 'idle' }, event: { type: 'stuck' }, then: {} },
  { when: 'a window is stuck', phase: opened, event: { type: 'stuck' }, facts: hosted, then: {} },
  {
    when: 'the person wants to continue in a window',
    phase: { ...opened, isStuck: true },
    event: { type: 'window-wanted' },
    then: { phase: { name: 'waiting', blockedWindows: 0 } },
  },
  {
    when: 'the person wants to continue in a window after a success',
    phase: { name: 'connected', provider: 'oura', link: present },
    event: { type: 'window-wanted' },
    then: {},
  },
  {
    when: 'the person wants to continue in a window after an error',
    phase: { name: 'error', error, provider: 'oura', isOffline: false, link: present, isStuck: true },
    event: { type: 'window-wanted' },
    then: { phase: { name: 'waiting', blockedWindows: 0 } },
  },
  {
    when: 'the person wants to continue in a window, but Link is in one',
    phase: opened,
    event: { type: 'window-wanted' },
    facts: hosted,
    then: {},
  },
  {
    when: 'the page removes an embedded Link',
    phase: opened,
    event: { type: 'exit', reason: 'page' },
    then: { phase: { name: 'idle', hasExited: true }, outcome: { type: 'exit', reason: 'page' } },
  },
  {
    when: 'an embedded Link reports a success',
    phase: opened,
    event: reports.success,
    then: {
      phase: { name: 'connected', provider: 'oura', link: present },
      outcome: { type: 'success', provider: 'oura', metadata: null },
      page: 'success',
    },
  },
  {
    when: 'hosted Link reports a success and names the provider',
    phase: opened,
    event: reports.named,
    facts: hosted,
    then: {
      phase: { name: 'connected', provider: 'garmin', link: undefined },
      outcome: { type: 'success', provider: 'garmin', metadata: { a: 1 } },
      page: 'success',
    },
  },
  {
    when: 'a success comes after an exit',
    phase: { name: 'idle' },
    event: reports.success,
    then: {
      phase: { name: 'connected', provider: 'oura', link: undefined },
      outcome: { type: 'success', provider: 'oura', metadata: null },
      page: 'success',
    },
  },
  {
    when: 'a second success comes',
    phase: { name: 'connected', provider: 'oura', link: present },
    event: reports.named,
    then: {},
  },
  {
    when: 'Link refuses the first token, embedded',
    phase: opened,
    event: reports.expired,
    then: { phase: { ...firstPhase, canRefresh: false, link: undefined }, relaunch: true },
  },
  {
    when: 'Link refuses the first token, in a window',
    phase: opened,
    event: reports.expired,
    facts: hosted,
    then: { phase: { ...firstPhase, canRefresh: false, link: present }, relaunch: true },
  },
  {
    when: 'Link has consumed the first token',
    phase: opened,
    event: { type: 'error', code: 'token_consumed', provider: undefined },
    then: { phase: { ...firstPhase, canRefresh: false, link: undefined }, relaunch: true },
  },
  {
    when: 'Link calls the first token invalid',
    phase: opened,
    event: { type: 'error', code: 'invalid_token', provider: undefined },
    then: { phase: { ...firstPhase, canRefresh: false, link: undefined }, relaunch: true },
  },
  { when: 'an error comes after an exit', phase: { name: 'idle' }, event: reports.failure, then: {} },
  {
    when: 'an error comes after a success',
    phase: { name: 'connected', provider: 'oura' },
    event: reports.failure,
    then: {},
  },
  {
    when: 'the person leaves',
    phase: opened,
    event: reports.exit,
    then: { phase: { name: 'idle', hasExited: true }, outcome: { type: 'exit', reason: 'user' }, page: 'exit' },
  },
  {
    when: 'the page ends the session',
    phase: firstPhase,
    event: { type: 'exit', reason: 'page' },
    then: { phase: { name: 'idle', hasExited: true }, outcome: { type: 'exit', reason: 'page' } },
  },
  {
    when: 'the next session replaces it',
    phase: { name: 'error', error, provider: 'oura', isOffline: false, link: unknown },
    event: { type: 'exit', reason: 'replaced' },
    then: {
      phase: { name: 'error', error, provider: 'oura', isOffline: false },
      outcome: { type: 'exit', reason: 'user' },
    },
  },
  {
    when: 'the person closes an embedded Link after an error, which stays readable',
    phase: { name: 'error', error, provider: 'garmin', isOffline: false, link: present, isStuck: true },
    event: reports.exit,
    then: {
      phase: { name: 'error', error, provider: 'garmin', isOffline: false },
      outcome: { type: 'exit', reason: 'user' },
      page: 'exit',
    },
  },
  {
    when: "Link's script does not load, because the browser is offline",
    phase: firstPhase,
    event: { type: 'failed', error: unavailable, canFallBackToWindow: true, wasPressed: true, isOffline: true },
    then: {
      phase: { name: 'error', error: unavailable, provider: 'oura', isOffline: true },
      outcome: { type: 'error', provider: 'oura', error: unavailable },
      page: 'error',
    },
  },
  {
    when: "Link's last screen ends",
    phase: { name: 'connected', provider: 'oura', link: present },
    event: reports.exit,
    then: { phase: { name: 'connected', provider: 'oura' } },
  },
  { when: 'a session is ended twice', phase: { name: 'idle' }, event: { type: 'exit', reason: 'page' }, then: {} },
  {
    when: 'the browser restores the page that was left',
    phase: opened,
    event: { type: 'page-restored' },
    facts: hosted,
    then: { phase: { name: 'idle' } },
  },
  {
    when: 'another page has reported a success',
    phase: opened,
    event: { type: 'claimed-elsewhere', report: reports.success },
    facts: hosted,
    then: { phase: { name: 'connected', provider: 'oura', link: undefined } },
  },
  {
    when: 'another page has reported an exit',
    phase: opened,
    event: { type: 'claimed-elsewhere', report: reports.exit },
    facts: hosted,
    then: { phase: { name: 'idle', hasExited: true } },
  },
  {
    when: 'another page has reported an exit of a session that has ended',
    phase: { name: 'connected', provider: 'oura' },
    event: { type: 'claimed-elsewhere', report: reports.exit },
    facts: hosted,
    then: {},
  },
];

describe('the phase of a session', () => {
  table.forEach(({ when, phase, event, facts = embedded, then }) => {
    it(`when ${when}`, () => {
      const next = transition(phase, event, facts);
      assert.deepEqual(next.phase, then.phase ?? phase);
      if (!then.phase) assert.equal(next.phase, phase, 'no change is the same object');
      assert.deepEqual(next.outcome, then.outcome);
      const page = next.outcome && nextPageAfter(event, next.outcome, next.phase, nextPages);
      assert.equal(page, then.page && nextPages[then.page]);
      assert.equal(next.relaunch ?? false, then.relaunch ?? false);
      assert.equal(next.fallbackReason, then.fallbackReason);
    });
  });

  // An embedded Link, and the page after its error.
  const errors: [link: LaunchedLink, page: URL | undefined][] = [
    [present, undefined],
    [unknown, undefined],
    [gone, nextPages.error],
  ];
  errors.forEach(([link, page]) => {
    it(`after an error, with an embedded Link that is ${link.presence()}`, () => {
      const { phase, outcome } = transition({ ...opened, link }, reports.failure, embedded);
      assert.ok(phase.name === 'error' && outcome?.type === 'error');
      assert.deepEqual([phase.error, phase.link], [outcome.error, link]);
      assert.deepEqual([outcome.provider, outcome.error.code], ['oura', 'provider_api_error']);
      assert.equal(nextPageAfter(reports.failure, outcome, phase, nextPages), page);
      // A listener has closed Link meanwhile, so the error has ended the session.
      assert.equal(nextPageAfter(reports.failure, outcome, { name: 'idle' }, nextPages), nextPages.error);
    });
  });

  it('has no Link after the first error of hosted Link', () => {
    const { phase, outcome } = transition(opened, reports.failure, hosted);
    assert.deepEqual([phase.name, linkIn(phase)], ['error', undefined]);
    assert.equal(nextPageAfter(reports.failure, outcome!, phase, nextPages), nextPages.error);
  });

  it('is error, without an outcome and a fresh token, when another page has reported a refused token', () => {
    const { phase, outcome, relaunch } = transition(
      opened,
      { type: 'claimed-elsewhere', report: reports.expired },
      hosted,
    );
    assert.deepEqual([phase.name, outcome, relaunch], ['error', undefined, undefined]);
  });

  it('is error when Link refuses the fresh token, too', () => {
    const { phase, outcome } = transition({ ...opened, canRefresh: false }, reports.expired, embedded);
    assert.equal(phase.name, 'error');
    assert.equal(outcome?.type === 'error' && outcome.error.code, 'token_expired');
  });
});

describe('the functions of a phase', () => {
  const rows: [phase: Phase, status: string, isRunning: boolean, continuesOnPress: boolean][] = [
    [firstPhase, 'loading', true, true],
    [{ ...firstPhase, link: present }, 'loading', true, true],
    [{ ...firstPhase, link: gone }, 'loading', true, false],
    [opened, 'open', true, true],
    [{ ...opened, link: unknown }, 'open', true, true],
    [{ ...opened, link: gone }, 'open', true, false],
    [{ name: 'waiting', blockedWindows: 0 }, 'open', true, true],
    [{ name: 'waiting', blockedWindows: 1, error: blocked }, 'error', true, true],
    [{ name: 'error', error, provider: 'oura', isOffline: false }, 'error', false, false],
    [{ name: 'error', error, provider: 'oura', isOffline: false, link: present }, 'error', true, true],
    [{ name: 'error', error, provider: 'oura', isOffline: false, link: unknown }, 'error', true, false],
    [{ name: 'error', error, provider: 'oura', isOffline: false, link: gone }, 'error', true, false],
    [{ name: 'connected', provider: 'oura' }, 'connected', false, false],
    [{ name: 'connected', provider: 'oura', link: present }, 'connected', false, false],
    [{ name: 'idle' }, 'idle', false, false],
  ];
  rows.forEach(([phase, ...results]) => {
    it(`return ${results.join(', ')} for ${phase.name} with ${linkIn(phase)?.presence() ?? 'no'} Link`, () => {
      assert.deepEqual([statusOf(phase), isRunning(phase), continuesOnPress(phase)], results);
    });
  });
});

describe('what a phase says about windows and about a stuck Link', () => {
  it('is that the browser opens no window after the second block', () => {
    const phases: Phase[] = [0, 1, 2, 3].map((blockedWindows) => ({ name: 'waiting', blockedWindows }));
    assert.deepEqual(phases.map(canOpenNoWindow), [false, false, true, true]);
    assert.equal(canOpenNoWindow({ ...firstPhase, blockedWindows: 2 }), false);
  });

  it('is that Link is stuck only while it is marked so', () => {
    const phases: Phase[] = [opened, { ...opened, isStuck: false }, { ...opened, isStuck: true }, { name: 'idle' }];
    assert.deepEqual(phases.map(isStuck), [false, false, true, false]);
  });
});

describe('any sequence of events', () => {
  const link = fc.constantFrom(present, unknown, gone);
  const code = fc.constantFrom('token_expired', 'provider_api_error', 'unknown_error');
  const failure = fc.constantFrom(error, blocked, unavailable);
  const event: fc.Arbitrary<SessionEvent> = fc.oneof(
    fc.record({ type: fc.constant('started' as const), link }),
    fc.constant({ type: 'shown' } as const),
    fc.record({
      type: fc.constant('failed' as const),
      error: failure,
      canFallBackToWindow: fc.boolean(),
      wasPressed: fc.boolean(),
      isOffline: fc.boolean(),
    }),
    fc.constant(reports.success),
    fc.record({ type: fc.constant('error' as const), code, provider: fc.constant(undefined) }),
    fc.record({ type: fc.constant('exit' as const), reason: fc.constantFrom('user', 'page', 'replaced') }),
    fc.constantFrom({ type: 'stuck' } as const, { type: 'responsive' } as const, { type: 'window-wanted' } as const),
    fc.constant({ type: 'page-restored' } as const),
    fc
      .constantFrom(reports.success, reports.exit, reports.expired)
      .map((report) => ({ type: 'claimed-elsewhere' as const, report })),
  );

  it('has at most one success and one exit, and nothing after a success', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), fc.boolean(), (events, isHosted) => {
        let phase: Phase = firstPhase;
        const types: string[] = [];
        for (const next of events) {
          const step = transition(phase, next, { ...embedded, isHosted });
          // After this event the outcome is unknown, so the rule does not apply any more.
          if (next.type === 'page-restored') break;
          if (step.outcome) types.push(step.outcome.type);
          phase = step.phase;
        }
        const count = (type: string) => types.filter((one) => one === type).length;
        assert.ok(count('success') <= 1 && count('exit') <= 1, types.join());
        if (types.includes('success')) assert.equal(types.at(-1), 'success');
      }),
      { numRuns: 2000 },
    );
  });
});
