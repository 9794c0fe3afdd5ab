import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import type { Outcome } from '../../src/link/outcome.js';
import { continuesOnPress, linkIn, statusOf } from '../../src/link/phase.js';
import { LinkSession, type SessionListener } from '../../src/link/session.js';
import { configured } from '../support/configuration.js';
import { type fakePlatform, json, never } from '../support/fake-platform.js';
import { type FakeVital, type FakeVitalBehaviour, installFakeVital } from '../support/fake-vital.js';
import { runSession } from '../support/session-run.js';

const token = 'secret-token-0001';
const address = `https://link.tryvital.io/?token=${token}&env=sandbox&region=eu`;

const newRun = (
  respond: Parameters<typeof fakePlatform>[0] = () => json({ link_token: token, link_web_url: address }),
  properties: Partial<Configuration> = {},
) => runSession(properties, respond);

/** Launches in the browser itself: its clock has a say in what a time is. */
async function launchWithoutFakes(configuration: Configuration): Promise<Outcome[]> {
  const told: Outcome[] = [];
  const listener: SessionListener = (_session, outcome) => !!outcome && !!told.push(outcome);
  await LinkSession.create({ configuration, elementIndex: 0, listener, platform: globalThis }).launch();
  return told;
}

const codesOf = (told: Outcome[]) => told.map((outcome) => outcome.type === 'error' && outcome.error.code);

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
    expect(vital.opened).to.deep.equal([token]);
    expect(vital.created[0]).to.include({ env: 'sandbox', region: 'eu' });
  });

  it('takes environment and region from the attributes when a token comes alone', async () => {
    await newRun(() => json(token)).launch({ env: 'sandbox', region: 'EU' });
    await newRun(() => json(token)).launch();
    expect(vital.created[0]).to.include({ env: 'sandbox', region: 'eu' });
    expect(vital.created[1]).to.include({ env: 'production', region: 'us' });
  });

  it('tells a success with what Link said, and leaves Link its last screen', async () => {
    const { session, platform, told, launch } = newRun(undefined, { provider: 'fitbit' });
    await launch();
    const metadata = { provider_slug: 'oura' };
    vital.call('onSuccess', metadata);
    expect(told).to.deep.equal([{ type: 'success', status: 'connected', provider: 'oura', metadata }]);
    expect(vital.destroyed).to.equal(0);
    platform.runTimers();
    expect(vital.destroyed).to.equal(1);
    expect(statusOf(session.phase)).to.equal('connected');
  });

  it('takes Link down at once when it says that it left after a success, and tells no exit', async () => {
    const { types, launch } = newRun();
    await launch();
    vital.call('onSuccess');
    vital.call('onExit');
    expect(vital.destroyed).to.equal(1);
    expect(types()).to.deep.equal(['success']);
  });

  it('falls back on the provider attribute, then on null', async () => {
    const named = newRun(undefined, { provider: ' fitbit ' });
    await named.launch();
    vital.call('onSuccess');
    const unnamed = newRun();
    await unnamed.launch();
    vital.call('onSuccess');
    expect([named.told[0]!.provider, unnamed.told[0]!.provider]).to.deep.equal(['fitbit', null]);
  });

  it('tells an exit when Link is left, and takes it down', async () => {
    const { session, told, launch } = newRun();
    await launch();
    vital.call('onExit');
    vital.call('onExit', { again: true });
    expect(told).to.deep.equal([{ type: 'exit', status: 'idle', reason: 'user' }]);
    expect(vital.destroyed).to.equal(1);
    expect(!!linkIn(session.phase)).to.equal(false);
  });

  it('tells user_cancelled as an exit', async () => {
    const { types, launch } = newRun();
    await launch();
    vital.call('onError', { error_type: 'user_cancelled', error: 'The user left.' });
    vital.call('onExit');
    expect(types()).to.deep.equal(['exit']);
  });

  it('tells errors and goes on to a success', async () => {
    const { told, types, launch } = newRun();
    await launch();
    vital.call('onError', { error_type: 'provider_credential_error', error: 'Oura says no.' });
    vital.call('onError', 'Something of next year.');
    vital.call('onSuccess');
    vital.call('onError', 'too late');
    expect(types()).to.deep.equal(['error', 'error', 'success']);
    expect(told.map(({ error }) => error?.code)).to.deep.equal([
      'provider_credential_error',
      'unknown_error',
      undefined,
    ]);
    expect(told[0]!.error!.message).not.to.contain('Oura');
  });

  describe('whose first token is of no use', () => {
    for (const problem of ['token_expired', 'token_consumed', 'invalid_token']) {
      it(`fetches one fresh token after ${problem}, and goes on in a new Link`, async () => {
        const { platform, told, session, launch, loaded } = newRun();
        await launch();
        const [refused] = vital.created;
        vital.call('onError', { error_type: problem });
        expect(statusOf(session.phase)).to.equal('loading');
        expect(vital.destroyed).to.equal(1);
        refused!.onError!('provider_api_error'); // What it says after that is of no interest,
        refused!.onExit!();
        await loaded();
        expect([told, platform.requests.length, vital.opened.length]).to.deep.equal([[], 2, 2]);
        vital.call('onError', { error_type: problem });
        expect(told.map(({ error }) => error!.code)).to.deep.equal([problem]);
        refused!.onSuccess!(); // but for a success.
        expect(told.length).to.equal(2);
      });
    }

    it('goes on when Link refuses it while it is opened', async () => {
      let refusals = 0;
      install({
        onOpen: (config) => {
          if ((refusals += 1) === 1) config.onError!('token_expired');
        },
      });
      const { told, session, launch, loaded } = newRun();
      await launch();
      await loaded();
      expect([told, statusOf(session.phase), vital.opened.length, vital.destroyed]).to.deep.equal([[], 'open', 2, 1]);
    });

    it('tells the problem when something else has happened before', async () => {
      const { platform, types, launch } = newRun();
      await launch();
      vital.call('onError', 'provider_credential_error');
      vital.call('onError', 'token_expired');
      expect([types(), platform.requests.length]).to.deep.equal([['error', 'error'], 1]);
    });

    it('tells that the fresh one cannot be had', async () => {
      let asked = 0;
      const { told, launch, loaded } = newRun(() =>
        (asked += 1) === 1 ? json({ link_token: token, link_web_url: address }) : json({}, 403),
      );
      await launch();
      vital.call('onError', 'token_expired');
      await loaded();
      expect(told.map(({ error }) => error!.code)).to.deep.equal(['token_request_rejected']);
    });
  });

  it('tells a success that comes after an exit', async () => {
    const { session, types, launch } = newRun();
    await launch();
    session.end('page');
    vital.call('onExit');
    vital.call('onSuccess');
    expect(types()).to.deep.equal(['exit', 'success']);
  });

  it('ends with an exit by the page, also while it is loading', async () => {
    const { session, told, platform, launch } = newRun(never);
    const launched = launch();
    session.end('page');
    await launched;
    expect(told).to.deep.equal([{ type: 'exit', status: 'idle', reason: 'page' }]);
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

  it('gives up a token that does not come in time, even from a function that takes no notice', async () => {
    const slow = newRun(never);
    const deaf = newRun();
    const launched = [slow.launch(), deaf.launch({ fetchToken: never })];
    slow.platform.runOut();
    deaf.platform.runOut();
    await Promise.all(launched);
    expect([slow, deaf].map(({ told }) => told[0]!.error!.code)).to.deep.equal([
      'token_request_timeout',
      'token_request_timeout',
    ]);
    expect(continuesOnPress(slow.session.phase)).to.equal(false);
  });

  it('refuses an unknown mode before any request', async () => {
    const { told, platform, launch } = newRun(undefined, { mode: 'modal' });
    await launch();
    expect(told[0]!.error!.code).to.equal('configuration_invalid');
    expect(told[0]!.error!.message).to.contain('mode="modal"');
    expect(platform.requests).to.deep.equal([]);
  });

  it('has the usual time where its attribute has no value', async () => {
    const told = await launchWithoutFakes(configured({ fetchToken: () => '', timeout: 0 }));
    expect(codesOf(told)).to.deep.equal(['token_response_invalid']);
  });

  const invalid: [attribute: string, value: unknown][] = [
    ['env', 'staging'],
    ['region', 'de'],
    ['timeout', NaN],
    ['timeout', -1],
    ['timeout', 'soon'],
    ['timeout', Infinity],
  ];
  invalid.forEach(([attribute, value]) => {
    it(`refuses ${attribute}="${String(value)}" before any request`, async () => {
      const told = await launchWithoutFakes(configured({ fetchToken: never, [attribute]: value }));
      expect(codesOf(told)).to.deep.equal(['configuration_invalid']);
      expect(told[0]!.type === 'error' && told[0]!.error.message).to.contain(`${attribute}="${String(value)}"`);
    });
  });

  it('is link_unavailable when Link throws as it is created or opened, and leaves nothing', async () => {
    const half = () => {
      const overlay = document.createElement('div');
      overlay.className = 'overlay';
      overlay.append(document.createElement('iframe'));
      document.body.append(overlay);
    };
    const refuse = () => {
      half();
      throw new Error(token);
    };
    for (const behaviour of [{ onCreate: refuse }, { onOpen: refuse }, { onCreate: half, onOpen: refuse }]) {
      install(behaviour);
      const { told, session, launch } = newRun();
      await launch();
      expect(told.map(({ error }) => error?.code)).to.deep.equal(['link_unavailable']);
      expect(`${told[0]!.error!.message} ${told[0]!.error!.cause}`).not.to.contain(token);
      expect(document.querySelector('iframe, .overlay')).to.equal(null);
      expect(statusOf(session.phase)).to.equal('error');
    }
  });

  it('gives Link every callback that is documented', async () => {
    install({ onOpen: (config) => config.onLoad!() });
    const { session, launch } = newRun();
    await launch();
    expect(statusOf(session.phase)).to.equal('open');
  });

  it('never rejects, whatever stands in the properties', async () => {
    const odd: unknown[] = [Object.create(null), Symbol('odd'), () => {}, { toString: null }];
    for (const value of odd) {
      for (const property of ['provider', 'providers', 'mode', 'timeout', 'env', 'csrfToken'] as const) {
        const { session, launch } = newRun();
        await launch({ [property]: value });
        expect(statusOf(session.phase)).to.be.oneOf(['open', 'error']);
        session.end('page');
      }
    }
  });

  it('ends although its token function ends it, and never answers', async () => {
    const { session, types, launch } = newRun();
    vital.uninstall();
    await launch({
      fetchToken: () => {
        session.end('page');
        return never();
      },
    });
    expect(types()).to.deep.equal(['exit']);
    expect(document.querySelector('script[src*="initialize.js"]')).to.equal(null);
  });

  it('tells a failure, not an exit, when Link says goodbye as it fails', async () => {
    install({
      onOpen: () => {
        throw new Error('no');
      },
      onDestroy: (config) => config.onExit!(),
    });
    const { types, launch } = newRun();
    await launch();
    await Promise.resolve();
    expect(types()).to.deep.equal(['error']);
    expect(vital.destroyed).to.equal(1);
  });

  it('shows nothing when it is ended before it could launch, or launch again', async () => {
    const early = newRun();
    early.session.end('page');
    await early.launch();
    expect([early.types(), early.platform.requests]).to.deep.equal([['exit'], []]);

    // Whoever is called on the change to `loading` may end the session, such as a page that gets the focus back.
    const { platform } = newRun();
    const session = LinkSession.create({
      configuration: configured({ fetchToken: () => token }),
      elementIndex: 0,
      listener(current, outcome) {
        if (!outcome && vital.opened.length === 1 && statusOf(current.phase) === 'loading') current.end('page');
        return true;
      },
      platform,
    });
    await session.launch();
    vital.call('onError', 'token_expired');
    await new Promise((resolve) => setTimeout(resolve));
    expect([vital.opened.length, vital.destroyed, statusOf(session.phase)]).to.deep.equal([1, 1, 'idle']);
  });

  it('reads its configuration once, at the launch', async () => {
    const { platform, told, launch, configure, loaded } = newRun();
    await launch({ provider: 'fitbit' });
    configure({ provider: 'oura', tokenEndpoint: '/elsewhere', method: 'get' });
    vital.call('onError', 'token_expired');
    await loaded();
    const [first, second] = platform.requests;
    expect([second!.url, second!.init.body]).to.deep.equal([first!.url, first!.init.body]);
    vital.call('onSuccess');
    expect(told[0]!.provider).to.equal('fitbit');
  });

  it('tells a success that Link reports while it is taken down, and no exit after it', async () => {
    install({ onExit: (config) => config.onSuccess!() });
    const { session, types, launch } = newRun();
    await launch();
    session.end('page');
    expect([types(), statusOf(session.phase)]).to.deep.equal([['success'], 'connected']);
  });

  it('takes Link down although it throws, or calls back meanwhile', async () => {
    const refuse = () => {
      throw new Error('no');
    };
    const show = () => document.body.append(document.createElement('iframe'));
    for (const behaviour of [
      { onExit: refuse },
      { onDestroy: refuse },
      { onExit: (config) => config.onExit!() },
    ] as FakeVitalBehaviour[]) {
      install({ onOpen: show, ...behaviour });
      const { session, types, launch } = newRun();
      await launch();
      session.end('page');
      expect(types()).to.deep.equal(['exit']);
      expect(vital.destroyed).to.equal(1);
      expect(document.querySelector('iframe')).to.equal(null);
    }
  });

  it('hears Link call back while it is opened', async () => {
    install({ onOpen: (config) => config.onSuccess!() });
    const successful = newRun();
    await successful.launch();
    expect(successful.types()).to.deep.equal(['success']);
    successful.platform.runTimers();
    expect(vital.destroyed).to.equal(1);

    let destroyedEarly = 0; // A Link that is not through with opening might put its frame into the page afterwards.
    install({
      onOpen(config) {
        config.onExit!();
        destroyedEarly = vital.destroyed;
      },
    });
    const left = newRun();
    await left.launch();
    expect([left.types(), destroyedEarly]).to.deep.equal([['exit'], 0]);
    expect([vital.destroyed, !!linkIn(left.session.phase)]).to.deep.equal([1, false]);
  });

  (['onSuccess', 'onError'] as const).forEach((callback) => {
    it(`takes Link down when it is ended within ${callback}, while Link is opened`, async () => {
      const frame = document.createElement('iframe');
      install({
        onOpen(config) {
          document.body.append(frame);
          config[callback]!({ error_type: 'token_expired' });
        },
      });
      const session = LinkSession.create({
        configuration: configured({ fetchToken: () => token }),
        elementIndex: 0,
        listener(current, outcome) {
          if (outcome) current.end('page');
          return true;
        },
        platform: newRun().platform,
      });
      await session.launch();
      expect([vital.destroyed, statusOf(session.phase) === 'open', frame.isConnected]).to.deep.equal([1, false, false]);
    });
  });

  it('is over when Link has left the page without a word', async () => {
    const frame = document.createElement('iframe');
    install({ onOpen: () => document.body.append(frame) });
    const { session, launch } = newRun();
    await launch();
    expect(continuesOnPress(session.phase)).to.equal(true);
    frame.remove();
    expect(continuesOnPress(session.phase)).to.equal(false);
  });

  it('is over after an error when nothing shows that Link is still there', async () => {
    const frame = document.createElement('iframe');
    install({ onOpen: () => document.body.append(frame) });
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

  it('never lets the token out, whatever Link hands back', async () => {
    const { told, launch } = newRun();
    await launch();
    vital.call('onError', token);
    vital.call('onError', { error_type: token, provider: token });
    vital.call('onSuccess', token, { provider_slug: token, url: address });
    expect(told.length).to.equal(3);
    expect(JSON.stringify(told)).not.to.contain(token);
  });

  it("keeps the contract's promises, whatever Link calls and in whatever order", async () => {
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
        const told = types();
        const count = (type: string) => told.filter((candidate) => candidate === type).length;
        expect(count('success')).to.equal(sequence.some(({ name }) => name === 'onSuccess') ? 1 : 0);
        expect(count('exit')).to.be.lessThan(2);
        if (told.includes('success')) expect(told.slice(told.indexOf('success') + 1)).to.deep.equal([]);
        session.end('page');
        platform.runTimers();
        expect([vital.destroyed, !!linkIn(session.phase)]).to.deep.equal([1, false]);
      }),
    );
  });
});
