import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import type { Outcome } from '../../src/link/outcome.js';
import { continuesOnPress, linkIn, statusOf } from '../../src/link/phase.js';
import { LinkSession, type SessionListener } from '../../src/link/session.js';
import { newConfiguration } from '../support/configuration.js';
import { type fakePlatform, json, never } from '../support/fake-platform.js';
import { type FakeVital, type FakeVitalBehaviour, installFakeVital } from '../support/fake-vital.js';
import { identity } from '../support/returned-launch.js';
import { newLaunchingElement, runSession } from '../support/session-run.js';

const token = 'secret-token-0001';
const address = `https://link.tryvital.io/?token=${token}&env=sandbox&region=eu`;

const newRun = (
  respond: Parameters<typeof fakePlatform>[0] = () => json({ link_token: token, link_web_url: address }),
  properties: Partial<Configuration> = {},
) => runSession(properties, respond);

/** Launches in the real browser, whose `AbortSignal.timeout()` can refuse a value. */
async function launchWithoutFakes(configuration: Configuration): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const listener: SessionListener = (_session, outcome) => !!outcome && !!outcomes.push(outcome);
  await LinkSession.create({
    configuration,
    sourceOf: () => 'page',
    identify: () => identity,
    element: newLaunchingElement(),
    listener,
    platform: globalThis,
  }).launch();
  return outcomes;
}

const codesOf = (outcomes: Outcome[]) => outcomes.map((outcome) => outcome.type === 'error' && outcome.error.code);

describe('a Link session', () => {
  let vital: FakeVital;
  const install = (behaviour?: FakeVitalBehaviour) => (vital = installFakeVital(behaviour));
  beforeEach(() => void install());
  afterEach(() => vital.uninstall());

  it('opens Link with the token, in the environment that link_web_url names', async () => {
    const { session, launch } = newRun();
    expect(statusOf(session.phase)).to.equal('loading');
    await launch({ env: 'production', region: 'us' });
    expect(statusOf(session.phase)).to.equal('open');
    expect(vital.openedTokens).to.deep.equal([token]);
    expect(vital.created[0]).to.include({ env: 'sandbox', region: 'eu' });
  });

  it('uses the environment and region of the attributes when the answer is only a token', async () => {
    await newRun(() => json(token)).launch({ env: 'sandbox', region: 'EU' });
    await newRun(() => json(token)).launch();
    expect(vital.created[0]).to.include({ env: 'sandbox', region: 'eu' });
    expect(vital.created[1]).to.include({ env: 'production', region: 'us' });
  });

  it('reports a success with the metadata of Link, and keeps Link open for its last screen', async () => {
    const { session, platform, outcomes, launch } = newRun(undefined, { provider: 'fitbit' });
    await launch();
    const metadata = { provider_slug: 'oura' };
    vital.call('onSuccess', metadata);
    expect(outcomes).to.deep.equal([{ type: 'success', status: 'connected', provider: 'oura', metadata }]);
    expect(vital.destroyCount).to.equal(0);
    platform.runTimers();
    expect(vital.destroyCount).to.equal(1);
    expect(statusOf(session.phase)).to.equal('connected');
  });

  it('closes Link at once when Link reports an exit after a success, and reports no exit', async () => {
    const { types, launch } = newRun();
    await launch();
    vital.call('onSuccess');
    vital.call('onExit');
    expect(vital.destroyCount).to.equal(1);
    expect(types()).to.deep.equal(['success']);
  });

  it('reports the provider attribute, else null, when Link names no provider', async () => {
    const named = newRun(undefined, { provider: ' fitbit ' });
    await named.launch();
    vital.call('onSuccess');
    const unnamed = newRun();
    await unnamed.launch();
    vital.call('onSuccess');
    expect([named.outcomes[0]!.provider, unnamed.outcomes[0]!.provider]).to.deep.equal(['fitbit', null]);
  });

  it('reports an exit when the person leaves Link, and closes Link', async () => {
    const { session, outcomes, launch } = newRun();
    await launch();
    vital.call('onExit');
    vital.call('onExit', { again: true });
    expect(outcomes).to.deep.equal([{ type: 'exit', status: 'idle', reason: 'user' }]);
    expect(vital.destroyCount).to.equal(1);
    expect(!!linkIn(session.phase)).to.equal(false);
  });

  it('reports user_cancelled as an exit', async () => {
    const { types, launch } = newRun();
    await launch();
    vital.call('onError', { error_type: 'user_cancelled', error: 'The user left.' });
    vital.call('onExit');
    expect(types()).to.deep.equal(['exit']);
  });

  it('reports errors, and then a success', async () => {
    const { outcomes, types, launch } = newRun();
    await launch();
    vital.call('onError', { error_type: 'provider_credential_error', error: 'Oura says no.' });
    vital.call('onError', 'Something of next year.');
    vital.call('onSuccess');
    vital.call('onError', 'too late');
    expect(types()).to.deep.equal(['error', 'error', 'success']);
    expect(outcomes.map(({ error }) => error?.code)).to.deep.equal([
      'provider_credential_error',
      'unknown_error',
      undefined,
    ]);
    expect(outcomes[0]!.error!.message).not.to.contain('Oura');
  });

  describe('whose first token is refused', () => {
    for (const errorType of ['token_expired', 'token_consumed', 'invalid_token']) {
      it(`fetches one fresh token after ${errorType}, and continues in a new Link`, async () => {
        const { platform, outcomes, session, launch, loaded } = newRun();
        await launch();
        const [refused] = vital.created;
        vital.call('onError', { error_type: errorType });
        expect(statusOf(session.phase)).to.equal('loading');
        expect(vital.destroyCount).to.equal(1);
        // Other reports of the refused Link are dropped, but its success counts.
        refused!.onError!('provider_api_error');
        refused!.onExit!();
        await loaded();
        expect([outcomes, platform.requests.length, vital.openedTokens.length]).to.deep.equal([[], 2, 2]);
        vital.call('onError', { error_type: errorType });
        expect(outcomes.map(({ error }) => error!.code)).to.deep.equal([errorType]);
        refused!.onSuccess!();
        expect(outcomes.length).to.equal(2);
      });
    }

    it('continues when Link refuses it while Link is opened', async () => {
      let refusals = 0;
      install({
        duringOpen: (config) => {
          if ((refusals += 1) === 1) config.onError!('token_expired');
        },
      });
      const { outcomes, session, launch, loaded } = newRun();
      await launch();
      await loaded();
      expect([outcomes, statusOf(session.phase), vital.openedTokens.length, vital.destroyCount]).to.deep.equal([
        [],
        'open',
        2,
        1,
      ]);
    });

    it('reports a refused token when another error came before', async () => {
      const { platform, types, launch } = newRun();
      await launch();
      vital.call('onError', 'provider_credential_error');
      vital.call('onError', 'token_expired');
      expect([types(), platform.requests.length]).to.deep.equal([['error', 'error'], 1]);
    });

    it('reports that the request for the fresh token failed', async () => {
      let requestCount = 0;
      const { outcomes, launch, loaded } = newRun(() =>
        (requestCount += 1) === 1 ? json({ link_token: token, link_web_url: address }) : json({}, 403),
      );
      await launch();
      vital.call('onError', 'token_expired');
      await loaded();
      expect(outcomes.map(({ error }) => error!.code)).to.deep.equal(['token_request_rejected']);
    });
  });

  it('reports a success that comes after an exit', async () => {
    const { session, types, launch } = newRun();
    await launch();
    session.end('page');
    vital.call('onExit');
    vital.call('onSuccess');
    expect(types()).to.deep.equal(['exit', 'success']);
  });

  it('reports an exit when the page ends it, also while it is loading', async () => {
    const { session, outcomes, platform, launch } = newRun(never);
    const launched = launch();
    session.end('page');
    await launched;
    expect(outcomes).to.deep.equal([{ type: 'exit', status: 'idle', reason: 'page' }]);
    expect(platform.requests[0]!.init.signal!.aborted).to.equal(true);
    expect(vital.created).to.deep.equal([]);
  });

  it('drops a token that comes after the end', async () => {
    let answer!: (response: Response) => void;
    const { session, types, launch } = newRun(() => new Promise((resolve) => (answer = resolve)));
    const launched = launch();
    await Promise.resolve();
    session.end('page');
    answer(json(token));
    await launched;
    expect(types()).to.deep.equal(['exit']);
    expect(vital.created).to.deep.equal([]);
  });

  it('reports a timeout, also when a token function ignores the signal', async () => {
    const slow = newRun(never);
    const ignoring = newRun();
    const launched = [slow.launch(), ignoring.launch({ fetchToken: never })];
    slow.platform.expireTimeout();
    ignoring.platform.expireTimeout();
    await Promise.all(launched);
    expect([slow, ignoring].map(({ outcomes }) => outcomes[0]!.error!.code)).to.deep.equal([
      'token_request_timeout',
      'token_request_timeout',
    ]);
    expect(continuesOnPress(slow.session.phase)).to.equal(false);
  });

  it('refuses an unknown mode before any request', async () => {
    const { outcomes, platform, launch } = newRun(undefined, { mode: 'modal' });
    await launch();
    expect(outcomes[0]!.error!.code).to.equal('configuration_invalid');
    expect(outcomes[0]!.error!.message).to.contain('mode="modal"');
    expect(platform.requests).to.deep.equal([]);
  });

  it('has the default timeout when the attribute has no value', async () => {
    const outcomes = await launchWithoutFakes(newConfiguration({ fetchToken: () => '', timeout: 0 }));
    expect(codesOf(outcomes)).to.deep.equal(['token_response_invalid']);
  });

  const invalid: [attribute: string, value: unknown][] = [
    ['env', 'staging'],
    ['region', 'de'],
    ['timeout', -1],
    ['timeout', 'soon'],
    ['timeout', Infinity],
  ];
  invalid.forEach(([attribute, value]) => {
    it(`refuses ${attribute}="${String(value)}" before any request`, async () => {
      const outcomes = await launchWithoutFakes(newConfiguration({ fetchToken: never, [attribute]: value }));
      expect(codesOf(outcomes)).to.deep.equal(['configuration_invalid']);
      expect(outcomes[0]!.type === 'error' && outcomes[0]!.error.message).to.contain(`${attribute}="${String(value)}"`);
    });
  });

  it('refuses a timeout that is no number without a quote, because the attribute has another text', async () => {
    const [outcome] = await launchWithoutFakes(newConfiguration({ fetchToken: never, timeout: NaN }));
    expect(outcome!.type === 'error' && outcome!.error.message).to.equal(
      '<junction-connect timeout>: expected 0 or more milliseconds',
    );
  });

  it('reports link_unavailable when Link throws while it is created or opened, and removes its nodes', async () => {
    const addNodes = () => {
      const overlay = document.createElement('div');
      overlay.className = 'overlay';
      overlay.append(document.createElement('iframe'));
      document.body.append(overlay);
    };
    const fail = () => {
      addNodes();
      throw new Error(token);
    };
    for (const behaviour of [
      { duringCreate: fail },
      { duringOpen: fail },
      { duringCreate: addNodes, duringOpen: fail },
    ]) {
      install(behaviour);
      const { outcomes, session, launch } = newRun();
      await launch();
      expect(outcomes.map(({ error }) => error?.code)).to.deep.equal(['link_unavailable']);
      expect(`${outcomes[0]!.error!.message} ${outcomes[0]!.error!.cause}`).not.to.contain(token);
      expect(document.querySelector('iframe, .overlay')).to.equal(null);
      expect(statusOf(session.phase)).to.equal('error');
    }
  });

  it('passes every documented callback to Link', async () => {
    install({ duringOpen: (config) => config.onLoad!() });
    const { session, launch } = newRun();
    await launch();
    expect(statusOf(session.phase)).to.equal('open');
  });

  it('never rejects, whatever values the properties have', async () => {
    const oddValues: unknown[] = [Object.create(null), Symbol('odd'), () => {}, { toString: null }];
    for (const value of oddValues) {
      for (const property of ['provider', 'providers', 'mode', 'timeout', 'env', 'csrfToken'] as const) {
        const { session, launch } = newRun();
        await launch({ [property]: value });
        expect(statusOf(session.phase)).to.be.oneOf(['open', 'error']);
        session.end('page');
      }
    }
  });

  it('ends when its token function ends it and never answers', async () => {
    const { session, types, launch } = newRun();
    await launch({
      fetchToken: () => {
        session.end('page');
        return never();
      },
    });
    expect(types()).to.deep.equal(['exit']);
    expect(vital.created).to.deep.equal([]);
  });

  it("requests Link's script before the token, and neither waits for the other", async () => {
    vital.uninstall();
    const { session, launch } = newRun();
    let hasTag = false;
    await launch({
      fetchToken: () => {
        const tag = document.querySelector('script[src*="initialize.js"]');
        hasTag = !!tag;
        tag?.remove();
        session.end('page');
        return never();
      },
    });
    expect(hasTag).to.equal(true);
  });

  it('reports an error, not an exit, when Link throws and then reports an exit', async () => {
    install({
      duringOpen: () => {
        throw new Error('no');
      },
      duringDestroy: (config) => config.onExit!(),
    });
    const { types, launch } = newRun();
    await launch();
    await Promise.resolve();
    expect(types()).to.deep.equal(['error']);
    expect(vital.destroyCount).to.equal(1);
  });

  it('shows nothing when it is ended before its launch, or before its second launch', async () => {
    const early = newRun();
    early.session.end('page');
    await early.launch();
    expect([early.types(), early.platform.requests]).to.deep.equal([['exit'], []]);

    // A listener may end the session when the phase changes to `loading`, for example a page that gets the focus back.
    const { platform } = newRun();
    const session = LinkSession.create({
      configuration: newConfiguration({ fetchToken: () => token }),
      sourceOf: () => 'page',
      identify: () => identity,
      element: newLaunchingElement(),
      listener(current, outcome) {
        if (!outcome && vital.openedTokens.length === 1 && statusOf(current.phase) === 'loading') current.end('page');
        return true;
      },
      platform,
    });
    await session.launch();
    vital.call('onError', 'token_expired');
    await new Promise((resolve) => setTimeout(resolve));
    expect([vital.openedTokens.length, vital.destroyCount, statusOf(session.phase)]).to.deep.equal([1, 1, 'idle']);
  });

  it('reads its configuration once, at the launch', async () => {
    const { platform, outcomes, launch, configure, loaded } = newRun();
    await launch({ provider: 'fitbit' });
    configure({ provider: 'oura', tokenEndpoint: '/elsewhere', method: 'get' });
    vital.call('onError', 'token_expired');
    await loaded();
    const [first, second] = platform.requests;
    expect([second!.url, second!.init.body]).to.deep.equal([first!.url, first!.init.body]);
    vital.call('onSuccess');
    expect(outcomes[0]!.provider).to.equal('fitbit');
  });

  it('reports a success that Link reports while it is closed, and no exit after it', async () => {
    install({ duringExit: (config) => config.onSuccess!() });
    const { session, types, launch } = newRun();
    await launch();
    session.end('page');
    expect([types(), statusOf(session.phase)]).to.deep.equal([['success'], 'connected']);
  });

  it('closes Link although it throws or reports an exit meanwhile', async () => {
    const fail = () => {
      throw new Error('no');
    };
    const show = () => document.body.append(document.createElement('iframe'));
    for (const behaviour of [
      { duringExit: fail },
      { duringDestroy: fail },
      { duringExit: (config) => config.onExit!() },
    ] as FakeVitalBehaviour[]) {
      install({ duringOpen: show, ...behaviour });
      const { session, types, launch } = newRun();
      await launch();
      session.end('page');
      expect(types()).to.deep.equal(['exit']);
      expect(vital.destroyCount).to.equal(1);
      expect(document.querySelector('iframe')).to.equal(null);
    }
  });

  it('accepts reports of Link while Link is opened', async () => {
    install({ duringOpen: (config) => config.onSuccess!() });
    const successful = newRun();
    await successful.launch();
    expect(successful.types()).to.deep.equal(['success']);
    successful.platform.runTimers();
    expect(vital.destroyCount).to.equal(1);

    let earlyDestroyCount = 0; // While it opens, Link may still add its frame to the page.
    install({
      duringOpen(config) {
        config.onExit!();
        earlyDestroyCount = vital.destroyCount;
      },
    });
    const left = newRun();
    await left.launch();
    expect([left.types(), earlyDestroyCount]).to.deep.equal([['exit'], 0]);
    expect([vital.destroyCount, !!linkIn(left.session.phase)]).to.deep.equal([1, false]);
  });

  (['onSuccess', 'onError'] as const).forEach((callback) => {
    it(`closes Link when it is ended in ${callback}, while Link is opened`, async () => {
      const frame = document.createElement('iframe');
      install({
        duringOpen(config) {
          document.body.append(frame);
          config[callback]!({ error_type: 'token_expired' });
        },
      });
      const session = LinkSession.create({
        configuration: newConfiguration({ fetchToken: () => token }),
        sourceOf: () => 'page',
        identify: () => identity,
        element: newLaunchingElement(),
        listener(current, outcome) {
          if (outcome) current.end('page');
          return true;
        },
        platform: newRun().platform,
      });
      await session.launch();
      expect([vital.destroyCount, statusOf(session.phase) === 'open', frame.isConnected]).to.deep.equal([
        1,
        false,
        false,
      ]);
    });
  });

  it('does not continue on a press when Link has removed its frame without a report', async () => {
    const frame = document.createElement('iframe');
    install({ duringOpen: () => document.body.append(frame) });
    const { session, launch } = newRun();
    await launch();
    expect(continuesOnPress(session.phase)).to.equal(true);
    frame.remove();
    expect(continuesOnPress(session.phase)).to.equal(false);
  });

  it('does not continue on a press after an error unless the frame of Link is still there', async () => {
    const frame = document.createElement('iframe');
    install({ duringOpen: () => document.body.append(frame) });
    const shown = newRun();
    await shown.launch();
    vital.call('onError', 'provider_api_error');
    expect(continuesOnPress(shown.session.phase)).to.equal(true);
    frame.remove();

    install();
    const unseen = newRun();
    await unseen.launch();
    expect(continuesOnPress(unseen.session.phase)).to.equal(true);
    vital.call('onError', 'provider_api_error');
    expect(continuesOnPress(unseen.session.phase)).to.equal(false);
  });

  it('never reports the token, whatever Link passes', async () => {
    const { outcomes, launch } = newRun();
    await launch();
    vital.call('onError', token);
    vital.call('onError', { error_type: token, provider: token });
    vital.call('onSuccess', token, { provider_slug: token, url: address });
    expect(outcomes.length).to.equal(3);
    expect(JSON.stringify(outcomes)).not.to.contain(token);
  });

  it('reports at most one success, one exit, and nothing after a success, whatever Link calls in whatever order', async () => {
    const calls = fc.array(
      fc.record({
        name: fc.constantFrom('onSuccess', 'onExit', 'onError', 'onLoad', 'close'),
        args: fc.array(
          fc.oneof(fc.anything(), fc.constant('user_cancelled'), fc.constant({ error_type: 'token_expired' })),
          { maxLength: 2 },
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(calls, async (sequence) => {
        install();
        const { session, platform, types, launch } = newRun();
        await launch();
        for (const { name, args } of sequence) {
          if (name === 'close') session.end('page');
          else vital.call(name, ...args);
        }
        const reported = types();
        const count = (type: string) => reported.filter((candidate) => candidate === type).length;
        expect(count('success')).to.equal(sequence.some(({ name }) => name === 'onSuccess') ? 1 : 0);
        expect(count('exit')).to.be.lessThan(2);
        if (reported.includes('success')) expect(reported.slice(reported.indexOf('success') + 1)).to.deep.equal([]);
        session.end('page');
        platform.runTimers();
        expect([vital.destroyCount, !!linkIn(session.phase)]).to.deep.equal([1, false]);
      }),
    );
  });
});
