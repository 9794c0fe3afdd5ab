import { expect } from '@open-wc/testing';
import { findLaunchRecord, type LaunchRecord, saveLaunchRecord } from '../../src/link/return/launch-record.js';
import type { ReturnMessage } from '../../src/link/return/return-message.js';
import type { ReturnedLaunch } from '../../src/link/return/returned-launch.js';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { continuesOnPress, linkIn, statusOf } from '../../src/link/phase.js';
import type { LinkSession } from '../../src/link/session.js';
import { type FakePlatform, type fakePlatform, type FakeWindow, json, never } from '../support/fake-platform.js';
import { installFakeVital } from '../support/fake-vital.js';
import { identity, newReturnedLaunch } from '../support/returned-launch.js';
import { runSession, type SessionRun } from '../support/session-run.js';

const token = 'secret+token/0001';
const address = 'https://link.tryvital.io/?token=secret-token-0001&env=sandbox&region=eu';

interface Run extends SessionRun {
  /** The body of a token request. */
  request: (index?: number) => Record<string, string>;
  /** Sends the message of the return page through the channel. Resolves when the session has handled it. */
  returnFromLink: (
    outcome: string,
    fields?: Partial<ReturnMessage> & { returnKey?: string; isClaim?: true },
  ) => Promise<void>;
  /** The return key in the newest token request. */
  requestedKey: () => string;
}

const answer = () => json({ link_token: token, link_web_url: address });

const runs: LinkSession[] = [];

function newRun(
  properties: Partial<Configuration>,
  respond: Parameters<typeof fakePlatform>[0] = answer,
  returned?: ReturnedLaunch,
): Run {
  const run = runSession(properties, respond, returned && { returned });
  const { session, platform } = run;
  runs.push(session);
  const request = (index = 0) => JSON.parse(platform.requests[index]!.init.body as string) as Record<string, string>;
  const requestedKey = () =>
    new URL(request(platform.requests.length - 1).redirect_url!).searchParams.get('junction_session')!;
  const returnFromLink: Run['returnFromLink'] = async (outcome, { returnKey = requestedKey(), ...fields } = {}) => {
    const channel = new BroadcastChannel(`junction_session=${returnKey}`);
    const answered = new Promise(
      (resolve) => (channel.onmessage = ({ data }) => typeof data === 'string' && resolve(data)),
    );
    channel.postMessage({ junction_session: requestedKey(), page: Math.random(), outcome, ...fields });
    // Messages arrive in order. When the later message of `roundTrip` has arrived, the session has handled this one.
    await Promise.race([answered, roundTrip()]);
    channel.close();
  };
  return { ...run, request, requestedKey, returnFromLink };
}

/** Returns a message event whose source may be a fake window. */
function messageEvent(fields: { data: unknown; origin: string; source: unknown }): Event {
  const event = new MessageEvent('message');
  for (const [name, value] of Object.entries(fields)) Object.defineProperty(event, name, { value });
  return event;
}

/** Waits for the time that a message takes from one channel to another, and back. */
async function roundTrip() {
  const [here, there] = [new BroadcastChannel('round-trip'), new BroadcastChannel('round-trip')];
  const received = new Promise((resolve) => (here.onmessage = resolve));
  there.onmessage = () => there.postMessage('answer');
  here.postMessage('message');
  await received;
  here.close();
  there.close();
}

describe('hosted Link', () => {
  beforeEach(() => (document.hasFocus = () => true));
  afterEach(() => {
    delete (document as Partial<Document>).hasFocus; // The prototype has the real function.
    runs.splice(0).forEach((session) => session.end('page'));
  });

  describe('in a window', () => {
    const open = async (properties: Partial<Configuration> = {}, respond?: Parameters<typeof fakePlatform>[0]) => {
      const run = newRun({ mode: 'popup', ...properties }, respond);
      await run.session.launch();
      return { ...run, popup: run.platform.windows[0]! };
    };

    it('opens it at once, says that Link opens there, and goes to Link when the token is there', async () => {
      const { session, platform } = newRun({ mode: 'popup' });
      const launched = session.launch();
      const [popup] = platform.windows;
      expect(popup!.document.body.textContent).to.contain('Junction Link');
      expect([statusOf(session.phase), session.mode, popup!.visited.length]).to.deep.equal(['loading', 'popup', 0]);
      await launched;
      expect([statusOf(session.phase), popup!.visited]).to.deep.equal(['open', [address]]);
    });

    it('requests a token with which Link returns to this page', async () => {
      const { request, requestedKey, session } = await open({ provider: 'oura' });
      const { redirect_url, ...rest } = request();
      expect(rest).to.deep.equal({ provider: 'oura', on_close: 'redirect', on_error: 'redirect' });
      const url = new URL(redirect_url!);
      expect(url.origin + url.pathname).to.equal(location.origin + location.pathname);
      expect(requestedKey()).to.match(/^\d{20,}$/);
      expect(requestedKey()).not.to.equal(session.id);
    });

    it('builds the address when the answer is only a token', async () => {
      const { popup } = await open({ env: 'sandbox', region: 'eu' }, () => json(token));
      const url = new URL(popup.visited[0]!);
      expect(url.origin + url.pathname).to.equal('https://link.tryvital.io/');
      expect(Object.fromEntries(url.searchParams)).to.deep.equal({ token, env: 'sandbox', region: 'eu' });
    });

    it('reports a success, and closes the window', async () => {
      const { returnFromLink, popup, outcomes, session } = await open({ provider: 'fitbit' });
      await returnFromLink('&state=success');
      expect(outcomes).to.deep.equal([{ type: 'success', status: 'connected', provider: 'fitbit', metadata: null }]);
      expect([popup.closed, continuesOnPress(session.phase), !!linkIn(session.phase)]).to.deep.equal([
        true,
        false,
        false,
      ]);
    });

    it('reports the provider that Link names', async () => {
      const { returnFromLink, outcomes } = await open({ provider: 'fitbit' });
      await returnFromLink('&state=success&provider=oura');
      expect(outcomes[0]!.provider).to.equal('oura');
    });

    (['provider_api_error', 'something_of_2030'] as const).forEach((type) => {
      it(`reports ${type} as an error, and closes the window`, async () => {
        const { returnFromLink, popup, outcomes, session } = await open();
        await returnFromLink(`&state=error&error_type=${type}&error=Oura%20says%20no`);
        expect(outcomes.map(({ error }) => error!.code)).to.deep.equal([type]);
        expect(outcomes[0]!.error!.message).not.to.contain('Oura');
        expect([popup.closed, continuesOnPress(session.phase)]).to.deep.equal([true, false]);
      });
    });

    const returns: [outcome: string, type: string, code?: string][] = [
      ['&state=error&error_type=user_cancelled', 'exit'],
      ['', 'error', 'unknown_error'],
      ['?state=success', 'success'],
      ['state=success&provider=oura', 'success'],
      ['&state=error', 'error', 'unknown_error'],
      ['&state=odd', 'error', 'unknown_error'],
      ['&state=success&state=error', 'error', 'unknown_error'],
      ['&provider=oura', 'error', 'unknown_error'],
      ['&error_type=token_not_validated', 'error', 'token_not_validated'],
      ['&state=error&error_type=%3Cimg%20src%20onerror%3D1%3E', 'error', 'unknown_error'],
      [`&state=error&error_type=${'a'.repeat(5000)}`, 'error', 'unknown_error'],
    ];
    returns.forEach(([outcome, type, code]) => {
      it(`reads ${outcome.slice(0, 70) || 'a return without an outcome'} as ${code ?? type}`, async () => {
        const { returnFromLink, outcomes, popup } = await open();
        await returnFromLink(outcome);
        expect(outcomes.map(({ type, error }) => [type, error?.code])).to.deep.equal([[type, code]]);
        expect(popup.closed).to.equal(true);
      });
    });

    it('reports no provider that is not an identifier', async () => {
      const { returnFromLink, outcomes } = await open();
      await returnFromLink('&state=success&provider=%3Cb%3Eoura%3C/b%3E');
      expect(outcomes[0]!.provider).to.equal(null);
    });

    it('handles a return once, although it is sent through the channel and to the opener', async () => {
      const { returnFromLink, requestedKey, platform, popup, types } = await open();
      const data = { junction_session: requestedKey(), page: 7, outcome: '&state=error&error_type=token_expired' };
      platform.dispatch(messageEvent({ data, origin: location.origin, source: popup }));
      await returnFromLink(data.outcome, { page: 7 });
      expect(types()).to.deep.equal([]);
      expect(platform.requests.length).to.equal(2);
    });

    it('accepts messages only from its window, from its own origin, and with its return key', async () => {
      const { requestedKey, platform, popup, types, returnFromLink } = await open();
      const data: unknown = { junction_session: requestedKey(), page: 1, outcome: '&state=success' };
      const good = { data, origin: location.origin, source: popup as unknown };
      const forged = [
        { ...good, origin: 'https://shop.example' },
        { ...good, source: window },
        { ...good, source: null },
        { ...good, data: { ...(data as object), junction_session: '1' } },
        { ...good, data: { ...(data as object), outcome: ['&state=success'] } },
        { ...good, data: '&state=success' },
        { ...good, data: null },
      ];
      forged.forEach((message) => platform.dispatch(messageEvent(message)));
      await returnFromLink('&state=success', { returnKey: '12345678901234567890' });
      expect(types()).to.deep.equal([]);
      platform.dispatch(messageEvent(good));
      expect(types()).to.deep.equal(['success']);
    });

    it('closes the window when the endpoint fails', async () => {
      const { popup, outcomes } = await open({}, () => json({}, 500));
      expect(outcomes[0]!.error!.code).to.equal('token_request_rejected');
      expect([popup.closed, popup.visited]).to.deep.equal([true, []]);
    });

    it('asks a return page in a cut-off window to close it when the request for a fresh token fails', async () => {
      let requestCount = 0;
      const { popup, returnFromLink, requestedKey, outcomes, loaded } = await open({}, () =>
        (requestCount += 1) === 1 ? answer() : json({}, 500),
      );
      popup.closed = true;
      const channel = new BroadcastChannel(`junction_session=${requestedKey()}`);
      const answered = new Promise(
        (resolve) => (channel.onmessage = ({ data }) => typeof data === 'string' && resolve(data)),
      );
      await returnFromLink('&state=error&error_type=token_expired');
      await loaded();
      expect(outcomes.map(({ error }) => error!.code)).to.deep.equal(['token_request_rejected']);
      expect(await answered).to.equal('');
      channel.close();
    });

    it('reports popup_blocked when open() returns the page itself, as in some in-app browsers', async () => {
      const { session, platform, outcomes } = newRun({ mode: 'popup' });
      const { title } = document;
      Object.assign(platform, { open: () => platform.self });
      await session.launch();
      expect([outcomes[0]!.error!.code, session.phase.name, document.title]).to.deep.equal([
        'popup_blocked',
        'waiting',
        title,
      ]);
    });

    it('opens no window when the configuration is invalid', async () => {
      for (const properties of [{ tokenEndpoint: '' }, { env: 'staging' }, { returnUrl: 'https://evil.example/' }]) {
        const { platform, outcomes, session } = newRun({ mode: 'popup', ...properties });
        await session.launch();
        expect(outcomes[0]!.error!.code).to.equal('configuration_invalid');
        expect([platform.windows.length, platform.requests.length]).to.deep.equal([0, 0]);
      }
    });

    it('brings it to the front on a press', async () => {
      const { session, popup } = await open();
      void session.press();
      expect(popup.focusCount).to.equal(1);
    });

    it('is closed, with an exit, when the page ends the session', async () => {
      const { session, popup, outcomes } = await open();
      session.end('page');
      expect(popup.closed).to.equal(true);
      expect(outcomes).to.deep.equal([{ type: 'exit', status: 'idle', reason: 'page' }]);
    });

    it('counts as left when it reads as closed and the page has the focus at two checks', async () => {
      const { platform, popup, outcomes, session } = await open();
      document.hasFocus = () => false;
      popup.closed = true;
      platform.runTimers();
      platform.runTimers();
      expect(continuesOnPress(session.phase)).to.equal(false); // A press starts a new session.
      document.hasFocus = () => true;
      platform.runTimers();
      expect(outcomes).to.deep.equal([]);
      platform.runTimers();
      expect(outcomes).to.deep.equal([{ type: 'exit', status: 'idle', reason: 'user' }]);
    });

    it('reports the success of a window that counted as closed, until its token expires', async () => {
      const { platform, popup, types, session, returnFromLink } = await open();
      popup.closed = true;
      platform.runTimers();
      platform.runTimers();
      await returnFromLink('&state=success');
      expect(types()).to.deep.equal(['exit', 'success']);
      expect(statusOf(session.phase)).to.equal('connected');

      const other = await open();
      other.popup.closed = true;
      [1, 2, 3].forEach(() => other.platform.runTimers());
      await other.returnFromLink('&state=success');
      expect(other.types()).to.deep.equal(['exit']);
    });

    const ends: [end: string, act: (run: Run & { popup: FakeWindow }) => unknown, types: string[]][] = [
      [
        'the person has closed it, or it was cut off',
        ({ platform, popup }) => {
          popup.closed = true;
          platform.runTimers();
          platform.runTimers();
        },
        ['exit'],
      ],
      [
        'it was cut off, and the page has ended the session',
        ({ popup, session }) => {
          popup.closed = true;
          session.end('page');
        },
        ['exit'],
      ],
      [
        'it was cut off, and a newer session of the element has begun',
        ({ popup, session }) => {
          popup.closed = true;
          session.end('replaced');
        },
        ['exit'],
      ],
      [
        'it was cut off, and has returned with a success',
        ({ popup, returnFromLink }) => {
          popup.closed = true;
          return returnFromLink('state=success');
        },
        ['success'],
      ],
      ['it has returned with a success', ({ returnFromLink }) => returnFromLink('state=success'), ['success']],
      ['it has returned with an error', ({ returnFromLink }) => returnFromLink('error_type=x'), ['error']],
      ['it is open', () => {}, ['exit']],
    ];
    for (const [end, act, expected] of ends) {
      it(`leaves nothing when ${end}, and then the element is removed`, async () => {
        const run = await open();
        await act(run);
        run.removeElement();
        const { platform, types } = run;
        expect([platform.channelCount(), platform.timerCount(), platform.listenerCount()]).to.deep.equal([0, 0, 0]);
        expect(types()).to.deep.equal(expected);
      });
    }

    it('saves the record in the window, because this page may be gone when Link returns', async () => {
      const { popup, platform, requestedKey, session } = await open();
      const record = findLaunchRecord(popup);
      expect(record).to.include({ returnKey: requestedKey(), sessionId: session.id, mode: 'popup' });
      expect(findLaunchRecord(platform)).to.equal(undefined);
    });

    it('sends the claim message to the return page at once, although its answer takes long', async () => {
      const { popup, requestedKey, returnFromLink, platform } = await open();
      Object.assign(platform, { fetch: never });
      await returnFromLink('error_type=token_expired', { page: 5 });
      const claim = { junction_session: requestedKey(), outcome: 'error_type=token_expired', page: 5, isClaim: true };
      expect(popup.messages).to.deep.equal([claim]);
    });

    describe('when this page receives the return late', () => {
      const lateReturn = (page: number) => ({ page, sentAt: Date.now() - 1000 });

      it('leaves the return to a page that is about to claim it', async () => {
        const { returnFromLink, requestedKey, platform, outcomes, popup } = await open();
        await returnFromLink('state=success', lateReturn(1));
        const channel = new BroadcastChannel(`junction_session=${requestedKey()}`);
        channel.postMessage({ junction_session: requestedKey(), page: 1, bid: 7 });
        await roundTrip();
        platform.runTimers(100);
        await roundTrip();
        expect([outcomes, popup.messages]).to.deep.equal([[], []]);
        channel.close();
      });

      it('reports the outcome when no other page has reported it', async () => {
        const { returnFromLink, platform, outcomes } = await open();
        await returnFromLink('state=success', lateReturn(1));
        expect(outcomes).to.deep.equal([]);
        await roundTrip();
        platform.runTimers(100);
        await roundTrip();
        expect(outcomes.length).to.equal(1);
      });

      it('has the status of the outcome that another page has reported, and reports nothing', async () => {
        for (const [outcome, status] of [
          ['state=success', 'connected'],
          ['error_type=token_expired', 'error'],
          ['error_type=user_cancelled', 'idle'],
        ] as const) {
          const { returnFromLink, platform, outcomes, session, popup } = await open();
          await returnFromLink(outcome, lateReturn(1));
          await returnFromLink(outcome, { page: 1, isClaim: true });
          platform.runTimers(100);
          await roundTrip();
          expect([outcomes, statusOf(session.phase), popup.closed]).to.deep.equal([[], status, true]);
          expect(platform.requests.length).to.equal(1); // It requests no fresh token.
        }
      });
    });

    it('is closed while it is still empty when the page is left', () => {
      const { session, platform } = newRun({ mode: 'popup' }, never);
      void session.launch();
      platform.dispatch(new PageTransitionEvent('pagehide'));
      expect(platform.windows[0]!.closed).to.equal(true);
    });

    it('stays open when the page is left, because another page can report its outcome', async () => {
      const { platform, popup } = await open();
      platform.dispatch(new PageTransitionEvent('pagehide'));
      expect(popup.closed).to.equal(false);
    });

    it('is not reported as an exit when it has been closed while the browser kept the page in memory', async () => {
      const { platform, popup, outcomes, session } = await open();
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: true }));
      expect(statusOf(session.phase)).to.equal('open');
      popup.closed = true;
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: true }));
      [1, 2, 3].forEach(() => platform.runTimers());
      expect([outcomes, statusOf(session.phase)]).to.deep.equal([[], 'idle']);
    });

    it('is no exit when it shows a page of the site in a page that the browser had kept in memory', async () => {
      const { platform, popup, outcomes, session } = await open();
      Object.assign(popup.location, { origin: 'https://link.tryvital.io' });
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: true }));
      expect(statusOf(session.phase)).to.equal('open');
      Object.assign(popup.location, { origin: location.origin });
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: true }));
      expect([outcomes, statusOf(session.phase)]).to.deep.equal([[], 'idle']);
    });

    it('is closed when the page is left while a fresh token is requested, because nobody else can report the outcome', async () => {
      const { platform, popup, returnFromLink } = await open();
      Object.assign(platform, { fetch: never });
      await returnFromLink('error_type=token_expired');
      expect(popup.closed).to.equal(false);
      platform.dispatch(new PageTransitionEvent('pagehide'));
      expect(popup.closed).to.equal(true);
    });

    it('stays open in a page that the browser had kept in memory, because it may still have to report its outcome', async () => {
      const { platform, popup, session, requestedKey } = await open();
      const channel = new BroadcastChannel(`junction_session=${requestedKey()}`);
      const answers: unknown[] = [];
      channel.onmessage = ({ data }) => answers.push(data);
      Object.assign(popup.location, { origin: location.origin });
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: true }));
      await roundTrip();
      expect([statusOf(session.phase), popup.closed, answers, platform.timerCount()]).to.deep.equal([
        'idle',
        false,
        [],
        0,
      ]);
      channel.close();
    });

    it('requests one fresh token when Link refuses the first, and continues in the same window', async () => {
      const { returnFromLink, platform, popup, outcomes, loaded } = await open();
      await returnFromLink('&state=error&error_type=token_expired');
      expect([outcomes, platform.requests.length]).to.deep.equal([[], 2]);
      await loaded();
      expect([platform.windows.length, popup.visited, popup.closed]).to.deep.equal([1, [address, address], false]);
      await returnFromLink('&state=error&error_type=token_consumed');
      expect(outcomes.map(({ error }) => error!.code)).to.deep.equal(['token_consumed']);
      expect(platform.requests.length).to.equal(2);
    });

    it('reports popup_blocked once, waits for a press, and continues', async () => {
      const { session, platform, outcomes, types, returnFromLink } = newRun({ mode: 'popup' });
      platform.blocksWindows = true;
      await session.launch();
      await session.press();
      expect(outcomes.map(({ error }) => error!.code)).to.deep.equal(['popup_blocked']);
      expect([session.phase.name, continuesOnPress(session.phase), platform.requests.length]).to.deep.equal([
        'waiting',
        true,
        0,
      ]);
      platform.blocksWindows = false;
      await session.press();
      expect([session.phase.name, statusOf(session.phase)]).to.deep.equal(['open', 'open']);
      await returnFromLink('&state=success');
      expect(types()).to.deep.equal(['error', 'success']);
    });
  });

  describe('that replaces an embedded Link', () => {
    const failToLoad = () => document.querySelector('script[src*="initialize.js"]')!.dispatchEvent(new Event('error'));

    it('waits for a press when Link’s script does not load, reports nothing, and continues in a window', async () => {
      const { session, platform, types, request, returnFromLink } = newRun({});
      const launched = session.launch();
      failToLoad();
      await launched;
      expect([statusOf(session.phase), session.phase.name, types()]).to.deep.equal(['open', 'waiting', []]);
      const { id } = session;
      const pressed = session.press();
      expect([platform.windows.length, session.mode, session.id]).to.deep.equal([1, 'popup', id]);
      await pressed;
      expect(Object.keys(request(0))).to.deep.equal([]);
      await returnFromLink('&state=success');
      expect(types()).to.deep.equal(['success']);
    });

    it('is not offered when the page needs an embedded Link', async () => {
      const { session, outcomes } = newRun({ mode: 'embed' });
      const launched = session.launch();
      failToLoad();
      await launched;
      expect(outcomes[0]!.error!.code).to.equal('link_unavailable');
    });

    it('is not offered when the token request fails', async () => {
      const vital = installFakeVital();
      const { session, outcomes } = newRun({}, () => json({}, 401));
      await session.launch();
      vital.uninstall();
      expect(outcomes[0]!.error!.code).to.equal('token_request_rejected');
      expect(session.phase.name).to.equal('error');
    });
  });

  describe('instead of the page', () => {
    const savedRecord = (platform: FakePlatform) => platform.sessionStorage.getItem('junction-connect');

    it('goes to Link, and saves what the return page needs: no token, no provider', async () => {
      const { session, platform, request, requestedKey } = newRun({ mode: 'redirect', provider: 'oura' });
      await session.launch();
      expect([platform.assigned, statusOf(session.phase)]).to.deep.equal([[address], 'open']);
      const { on_close, on_error } = request();
      expect([on_close, on_error]).to.deep.equal(['redirect', 'redirect']);
      const { element, ...record } = JSON.parse(savedRecord(platform)!) as LaunchRecord;
      expect(record).to.deep.equal({
        returnKey: requestedKey(),
        sessionId: session.id,
        mode: 'redirect',
        dataLayer: '',
        isRefreshed: false,
      });
      expect(Object.keys(element)).to.have.members(Object.keys(identity));
      expect(JSON.stringify(element)).not.to.contain('oura');
    });

    it('is configuration_invalid in a frame', async () => {
      const { session, platform, outcomes } = newRun({ mode: 'redirect' });
      platform.isFramed = true;
      await session.launch();
      expect(outcomes[0]!.error!.code).to.equal('configuration_invalid');
      expect(outcomes[0]!.error!.message).to.contain('frame');
      expect(platform.requests.length).to.equal(0);
    });

    it('does not leave the page when the record cannot be saved', async () => {
      const { session, platform, outcomes } = newRun({ mode: 'redirect' });
      Object.defineProperty(platform, 'sessionStorage', {
        get() {
          throw new DOMException('no', 'SecurityError');
        },
      });
      await session.launch();
      expect(outcomes[0]!.error!.code).to.equal('link_unavailable');
      expect(platform.assigned).to.deep.equal([]);
    });

    it('makes the button usable again, and reports nothing, when the person comes back by the Back button', async () => {
      const { session, platform, outcomes } = newRun({ mode: 'redirect' });
      await session.launch();
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: false }));
      expect([statusOf(session.phase), continuesOnPress(session.phase)]).to.deep.equal(['open', true]);
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: true }));
      expect([outcomes, statusOf(session.phase), continuesOnPress(session.phase)]).to.deep.equal([[], 'idle', false]);
      expect(JSON.parse(savedRecord(platform)!)).not.to.have.property('hasEnded'); // The person may go forward to Link.
    });

    const newReturn = (outcome: string, changes: Partial<LaunchRecord> = {}) => {
      const returned = newReturnedLaunch(outcome, { sessionId: '42', ...changes });
      const run = newRun({ mode: 'redirect' }, answer, returned);
      saveLaunchRecord(returned, run.platform);
      run.session.acceptReturn();
      return run;
    };

    it('reports the outcome of the return, with the id of the session that left the page', () => {
      const types = {
        'state=success': 'success',
        'error_type=x': 'error',
        'error_type=user_cancelled': 'exit',
        '': 'error',
      };
      for (const [outcome, type] of Object.entries(types)) {
        const run = newReturn(outcome);
        expect([run.types(), run.session.id, run.session.mode]).to.deep.equal([[type], '42', 'redirect']);
      }
    });

    it('reports only a success when the page has ended it while the browser was leaving', async () => {
      const { session, platform, types } = newRun({ mode: 'redirect' });
      await session.launch();
      session.end('page');
      const { hasEnded } = JSON.parse(savedRecord(platform)!) as { hasEnded: boolean };
      expect([types(), hasEnded]).to.deep.equal([['exit'], true]);
      for (const [outcome, reported] of [
        ['state=error&error_type=x', []],
        ['', []],
        ['state=success', ['success']],
      ] as const) {
        expect(newReturn(outcome, { hasEnded }).types()).to.deep.equal(reported);
      }
    });

    it('removes the outcome from the storage before its event is dispatched, and keeps the record unless it was a success', () => {
      for (const [outcome, record] of [
        ['state=success', undefined],
        ['error_type=x', { hasEnded: true }],
        ['error_type=user_cancelled', { hasEnded: true }],
      ] as const) {
        let stored: LaunchRecord | undefined;
        const returned = newReturnedLaunch(outcome);
        const onOutcome = () => (stored = findLaunchRecord(platform));
        const { session, platform } = runSession({ mode: 'redirect' }, answer, { returned, onOutcome });
        saveLaunchRecord(returned, platform);
        session.acceptReturn();
        expect(stored?.pendingReturn).to.equal(undefined);
        expect(stored && { hasEnded: stored.hasEnded }).to.deep.equal(record);
      }
    });

    it('keeps the outcome in the storage while a fresh token is requested', async () => {
      const run = newReturn('error_type=token_expired');
      expect(findLaunchRecord(run.platform)?.pendingReturn).to.deep.equal({
        outcome: 'error_type=token_expired',
        page: 1,
      });
      await run.loaded();
      expect(findLaunchRecord(run.platform)).not.to.have.any.keys('pendingReturn', 'hasEnded');
    });

    it('goes to Link again with one fresh token when Link refuses the first', async () => {
      const { platform, outcomes, loaded } = newReturn('state=error&error_type=invalid_token');
      await loaded();
      expect([outcomes, platform.assigned]).to.deep.equal([[], [address]]);
      expect(JSON.parse(savedRecord(platform)!)).to.include({ sessionId: '42', isRefreshed: true });

      const again = newReturn('state=error&error_type=invalid_token', { isRefreshed: true });
      expect(again.outcomes.map(({ error }) => error!.code)).to.deep.equal(['invalid_token']);
      expect(again.platform.requests.length).to.equal(0);
    });
  });
});
