import { expect } from '@open-wc/testing';
import type { ReturnedLaunch } from '../../src/link/return/returned-launch.js';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { continuesOnPress, linkIn, statusOf } from '../../src/link/phase.js';
import type { LinkSession } from '../../src/link/session.js';
import { type FakePlatform, type fakePlatform, json } from '../support/fake-platform.js';
import { installFakeVital } from '../support/fake-vital.js';
import { runSession, type SessionRun } from '../support/session-run.js';

const token = 'secret+token/0001';
const address = 'https://link.tryvital.io/?token=secret-token-0001&env=sandbox&region=eu';

interface Run extends SessionRun {
  /** The body of a token request. */
  request: (index?: number) => Record<string, string>;
  /** What the page that Link comes back to says, through the channel unless told otherwise. */
  comeBack: (outcome: string, from?: Partial<{ page: number; name: string }>) => Promise<void>;
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
  const nameOf = () =>
    new URL(request(platform.requests.length - 1).redirect_url!).searchParams.get('junction_session')!;
  const comeBack = async (outcome: string, { page = Math.random(), name = nameOf() } = {}) => {
    const channel = new BroadcastChannel(`junction_session=${name}`);
    const heard = new Promise(
      (resolve) => (channel.onmessage = ({ data }) => typeof data === 'string' && resolve(data)),
    );
    channel.postMessage({ junction_session: nameOf(), page, outcome });
    // A channel of the same name hears what comes first after it: by then the session has heard, or never will.
    await Promise.race([heard, echo()]);
    channel.close();
  };
  return { ...run, request, comeBack };
}

/** A message from a window that is only a fake one. */
function messageEvent(fields: { data: unknown; origin: string; source: unknown }): Event {
  const event = new MessageEvent('message');
  for (const [name, value] of Object.entries(fields)) Object.defineProperty(event, name, { value });
  return event;
}

/** As long as a message takes from one channel to another, and back. */
async function echo() {
  const [here, there] = [new BroadcastChannel('echo'), new BroadcastChannel('echo')];
  const heard = new Promise((resolve) => (here.onmessage = resolve));
  there.onmessage = () => there.postMessage('echo');
  here.postMessage('call');
  await heard;
  here.close();
  there.close();
}

describe('hosted Link', () => {
  beforeEach(() => (document.hasFocus = () => true));
  afterEach(() => {
    delete (document as Partial<Document>).hasFocus; // The prototype has the real one.
    runs.splice(0).forEach((session) => session.end('page'));
  });

  describe('in a window', () => {
    const open = async (properties: Partial<Configuration> = {}, respond?: Parameters<typeof fakePlatform>[0]) => {
      const run = newRun({ mode: 'popup', ...properties }, respond);
      await run.session.launch();
      return { ...run, popup: run.platform.windows[0]! };
    };

    it('says in the language of the page what is about to open', async () => {
      const { documentElement } = document;
      const { lang } = documentElement;
      documentElement.lang = 'de-CH';
      const { platform, launch } = newRun({ mode: 'popup' });
      await launch();
      documentElement.lang = lang;
      const opened = platform.windows[0]!.document;
      expect([opened.documentElement.lang, opened.title]).to.deep.equal(['de', opened.body.textContent]);
      expect(opened.title).to.contain('Gerät');
    });

    it('opens it at once, says what is about to happen, and goes to Link when the token is there', async () => {
      const { session, platform } = newRun({ mode: 'popup' });
      const launched = session.launch();
      const [popup] = platform.windows;
      expect(popup!.document.body.textContent).to.contain('Junction Link');
      expect([statusOf(session.phase), session.mode, popup!.visited.length]).to.deep.equal(['loading', 'popup', 0]);
      await launched;
      expect([statusOf(session.phase), popup!.visited]).to.deep.equal(['open', [address]]);
    });

    it('asks for a token that brings Link back, to this page', async () => {
      const { request, session } = await open({ provider: 'oura' });
      const { redirect_url, ...rest } = request();
      expect(rest).to.deep.equal({ provider: 'oura', on_close: 'redirect', on_error: 'redirect' });
      const url = new URL(redirect_url!);
      expect(url.origin + url.pathname).to.equal(location.origin + location.pathname);
      const name = url.searchParams.get('junction_session');
      expect(name).to.match(/^\d{20,}$/);
      expect(name).not.to.equal(session.id);
    });

    it('builds the address when the token comes alone', async () => {
      const { popup } = await open({ env: 'sandbox', region: 'eu' }, () => json(token));
      const url = new URL(popup.visited[0]!);
      expect(url.origin + url.pathname).to.equal('https://link.tryvital.io/');
      expect(Object.fromEntries(url.searchParams)).to.deep.equal({ token, env: 'sandbox', region: 'eu' });
    });

    it('tells a success, and closes the window', async () => {
      const { comeBack, popup, told, session } = await open({ provider: 'fitbit' });
      await comeBack('&state=success');
      expect(told).to.deep.equal([{ type: 'success', status: 'connected', provider: 'fitbit', metadata: null }]);
      expect([popup.closed, continuesOnPress(session.phase), !!linkIn(session.phase)]).to.deep.equal([
        true,
        false,
        false,
      ]);
    });

    it('tells the provider that Link names', async () => {
      const { comeBack, told } = await open({ provider: 'fitbit' });
      await comeBack('&state=success&provider=oura');
      expect(told[0]!.provider).to.equal('oura');
    });

    (['provider_api_error', 'something_of_2030'] as const).forEach((type) => {
      it(`tells ${type} as an error, and closes the window`, async () => {
        const { comeBack, popup, told, session } = await open();
        await comeBack(`&state=error&error_type=${type}&error=Oura%20says%20no`);
        expect(told.map(({ error }) => error!.code)).to.deep.equal([type]);
        expect(told[0]!.error!.message).not.to.contain('Oura');
        expect([popup.closed, continuesOnPress(session.phase)]).to.deep.equal([true, false]);
      });
    });

    const outcomes: [outcome: string, told: string, code?: string][] = [
      ['&state=error&error_type=user_cancelled', 'exit'],
      ['', 'exit'],
      ['?state=success', 'success'],
      ['&state=error', 'error', 'unknown_error'],
      ['&state=odd', 'error', 'unknown_error'],
      ['&state=success&state=error', 'exit'],
      ['&error_type=token_not_validated', 'error', 'token_not_validated'],
      ['&state=error&error_type=%3Cimg%20src%20onerror%3D1%3E', 'error', 'unknown_error'],
      [`&state=error&error_type=${'a'.repeat(5000)}`, 'error', 'unknown_error'],
    ];
    outcomes.forEach(([outcome, type, code]) => {
      it(`takes ${outcome.slice(0, 70) || 'a return without an outcome'} for ${code ?? type}`, async () => {
        const { comeBack, told, popup } = await open();
        await comeBack(outcome);
        expect(told.map((entry) => [entry.type, entry.error?.code])).to.deep.equal([[type, code]]);
        expect(popup.closed).to.equal(true);
      });
    });

    it('names no provider that is no word', async () => {
      const { comeBack, told } = await open();
      await comeBack('&state=success&provider=%3Cb%3Eoura%3C/b%3E');
      expect(told[0]!.provider).to.equal(null);
    });

    it('hears a return once, though it calls by the channel and by the opener', async () => {
      const { comeBack, request, platform, popup, types } = await open();
      const name = new URL(request().redirect_url!).searchParams.get('junction_session');
      const data = { junction_session: name, page: 7, outcome: '&state=error&error_type=token_expired' };
      platform.dispatch(messageEvent({ data, origin: location.origin, source: popup }));
      await comeBack(data.outcome, { page: 7 });
      expect(types()).to.deep.equal([]);
      expect(platform.requests.length).to.equal(2);
    });

    it('takes no message from anybody but its window, of its own origin, and by its name', async () => {
      const { request, platform, popup, types, comeBack } = await open();
      const name = new URL(request().redirect_url!).searchParams.get('junction_session');
      const data: unknown = { junction_session: name, page: 1, outcome: '&state=success' };
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
      await comeBack('&state=success', { name: '12345678901234567890' });
      expect(types()).to.deep.equal([]);
      platform.dispatch(messageEvent(good));
      expect(types()).to.deep.equal(['success']);
    });

    it('closes the window again when the endpoint fails', async () => {
      const { popup, told } = await open({}, () => json({}, 500));
      expect(told[0]!.error!.code).to.equal('token_request_rejected');
      expect([popup.closed, popup.visited]).to.deep.equal([true, []]);
    });

    it('tells a window that is severed and home to close when no fresh token can be had', async () => {
      let asked = 0;
      const { popup, comeBack, request, told, loaded } = await open({}, () =>
        (asked += 1) === 1 ? answer() : json({}, 500),
      );
      popup.closed = true;
      const channel = new BroadcastChannel(
        `junction_session=${new URL(request().redirect_url!).searchParams.get('junction_session')}`,
      );
      const answered = new Promise(
        (resolve) => (channel.onmessage = ({ data }) => typeof data === 'string' && resolve(data)),
      );
      await comeBack('&state=error&error_type=token_expired');
      await loaded();
      expect(told.map(({ error }) => error!.code)).to.deep.equal(['token_request_rejected']);
      expect(await answered).to.equal('');
      channel.close();
    });

    it('takes the page itself, which some in-app browsers give, for no window', async () => {
      const { session, platform, told } = newRun({ mode: 'popup' });
      const { title } = document;
      Object.assign(platform, { open: () => platform.self });
      await session.launch();
      expect([told[0]!.error!.code, session.phase.name, document.title]).to.deep.equal([
        'popup_blocked',
        'waiting',
        title,
      ]);
    });

    it('opens no window for what can never work', async () => {
      for (const properties of [{ tokenEndpoint: '' }, { env: 'staging' }, { returnUrl: 'https://evil.example/' }]) {
        const { platform, told, session } = newRun({ mode: 'popup', ...properties });
        await session.launch();
        expect(told[0]!.error!.code).to.equal('configuration_invalid');
        expect([platform.windows.length, platform.requests.length]).to.deep.equal([0, 0]);
      }
    });

    it('brings it to the front', async () => {
      const { session, popup } = await open();
      void session.press();
      expect(popup.focused).to.equal(1);
    });

    it('is closed, with an exit, when the page ends the session', async () => {
      const { session, popup, told } = await open();
      session.end('page');
      expect(popup.closed).to.equal(true);
      expect(told).to.deep.equal([{ type: 'exit', status: 'idle', reason: 'page' }]);
    });

    it('is left when it reads as closed and the page has had the focus for a moment', async () => {
      const { platform, popup, told, session } = await open();
      document.hasFocus = () => false;
      popup.closed = true;
      platform.runTimers();
      platform.runTimers();
      expect(continuesOnPress(session.phase)).to.equal(false); // A press starts anew.
      document.hasFocus = () => true;
      platform.runTimers();
      expect(told).to.deep.equal([]);
      platform.runTimers();
      expect(told).to.deep.equal([{ type: 'exit', status: 'idle', reason: 'user' }]);
    });

    it('still tells the success of a window that was taken for closed, until its token is dead', async () => {
      const { platform, popup, types, session, comeBack } = await open();
      popup.closed = true;
      platform.runTimers();
      platform.runTimers();
      await comeBack('&state=success');
      expect(types()).to.deep.equal(['exit', 'success']);
      expect(statusOf(session.phase)).to.equal('connected');

      const other = await open();
      other.popup.closed = true;
      [1, 2, 3].forEach(() => other.platform.runTimers());
      await other.comeBack('&state=success');
      expect(other.types()).to.deep.equal(['exit']);
    });

    it('fetches one fresh token when Link refuses the first, and goes on in the same window', async () => {
      const { comeBack, platform, popup, told, loaded } = await open();
      await comeBack('&state=error&error_type=token_expired');
      expect([told, platform.requests.length]).to.deep.equal([[], 2]);
      await loaded();
      expect([platform.windows.length, popup.visited, popup.closed]).to.deep.equal([1, [address, address], false]);
      await comeBack('&state=error&error_type=token_consumed');
      expect(told.map(({ error }) => error!.code)).to.deep.equal(['token_consumed']);
      expect(platform.requests.length).to.equal(2);
    });

    it('tells popup_blocked once, waits for a press, and goes on', async () => {
      const { session, platform, told, types, comeBack } = newRun({ mode: 'popup' });
      platform.blocksWindows = true;
      await session.launch();
      await session.press();
      expect(told.map(({ error }) => error!.code)).to.deep.equal(['popup_blocked']);
      expect([session.phase.name, continuesOnPress(session.phase), platform.requests.length]).to.deep.equal([
        'waiting',
        true,
        0,
      ]);
      platform.blocksWindows = false;
      await session.press();
      expect([session.phase.name, statusOf(session.phase)]).to.deep.equal(['open', 'open']);
      await comeBack('&state=success');
      expect(types()).to.deep.equal(['error', 'success']);
    });
  });

  describe('in place of an embedding', () => {
    const unreachable = () => document.querySelector('script[src*="initialize.js"]')!.dispatchEvent(new Event('error'));

    it('waits for a press when Link’s script cannot be had, tells nothing of it, and goes on by a window', async () => {
      const { session, platform, types, request, comeBack } = newRun({});
      const launched = session.launch();
      unreachable();
      await launched;
      expect([statusOf(session.phase), session.phase.name, types()]).to.deep.equal(['open', 'waiting', []]);
      const { id } = session;
      const pressed = session.press();
      expect([platform.windows.length, session.mode, session.id]).to.deep.equal([1, 'popup', id]);
      await pressed;
      expect(Object.keys(request(0))).to.deep.equal([]);
      await comeBack('&state=success');
      expect(types()).to.deep.equal(['success']);
    });

    it('is not offered where the page wants an embedding', async () => {
      const { session, told } = newRun({ mode: 'embed' });
      const launched = session.launch();
      unreachable();
      await launched;
      expect(told[0]!.error!.code).to.equal('link_unavailable');
    });

    it('is not offered when it is the token that cannot be had', async () => {
      const vital = installFakeVital();
      const { session, told } = newRun({}, () => json({}, 401));
      await session.launch();
      vital.uninstall();
      expect(told[0]!.error!.code).to.equal('token_request_rejected');
      expect(session.phase.name).to.equal('error');
    });
  });

  describe('in place of the page', () => {
    const recordOf = (platform: FakePlatform) => platform.sessionStorage.getItem('junction-connect');

    it('leaves for Link, and keeps what the way back needs: no token, no provider', async () => {
      const { session, platform, request } = newRun({ mode: 'redirect', provider: 'oura' });
      await session.launch();
      expect([platform.left, statusOf(session.phase)]).to.deep.equal([[address], 'open']);
      const { redirect_url, on_close, on_error } = request();
      expect([on_close, on_error]).to.deep.equal(['redirect', 'redirect']);
      const name = new URL(redirect_url!).searchParams.get('junction_session');
      expect(JSON.parse(recordOf(platform)!)).to.deep.equal({
        name,
        sessionId: session.id,
        elementIndex: 2,
        isRefreshed: false,
      });
    });

    it('is configuration_invalid in a frame', async () => {
      const { session, platform, told } = newRun({ mode: 'redirect' });
      platform.isFramed = true;
      await session.launch();
      expect(told[0]!.error!.code).to.equal('configuration_invalid');
      expect(told[0]!.error!.message).to.contain('frame');
      expect(platform.requests.length).to.equal(0);
    });

    it('does not leave where nothing can be kept for the way back', async () => {
      const { session, platform, told } = newRun({ mode: 'redirect' });
      Object.defineProperty(platform, 'sessionStorage', {
        get() {
          throw new DOMException('no', 'SecurityError');
        },
      });
      await session.launch();
      expect(told[0]!.error!.code).to.equal('link_unavailable');
      expect(platform.left).to.deep.equal([]);
    });

    it('lets the button work again, and tells nothing, when the person comes back by the browser’s own', async () => {
      const { session, platform, told } = newRun({ mode: 'redirect' });
      await session.launch();
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: false }));
      expect([statusOf(session.phase), continuesOnPress(session.phase)]).to.deep.equal(['open', true]);
      platform.dispatch(new PageTransitionEvent('pageshow', { persisted: true }));
      expect([told, statusOf(session.phase), continuesOnPress(session.phase)]).to.deep.equal([[], 'idle', false]);
      expect(JSON.parse(recordOf(platform)!)).not.to.have.property('isOver'); // The person may go forward to Link.
    });

    const returnedLaunch = (appended: string, isRefreshed = false) => ({
      name: '1',
      sessionId: '42',
      elementIndex: 0,
      isRefreshed,
      appended,
    });

    const newReturn = (from: ReturnedLaunch) => {
      const run = newRun({ mode: 'redirect' }, answer, from);
      run.session.acceptReturn(from.appended);
      return run;
    };

    it('tells what it came back with, as the session that left', () => {
      const outcomes = { '&state=success': 'success', '&state=error&error_type=x': 'error', '': 'exit' };
      for (const [appended, type] of Object.entries(outcomes)) {
        const { session, types } = newReturn(returnedLaunch(appended));
        expect([types(), session.id, session.mode]).to.deep.equal([[type], '42', 'redirect']);
      }
    });

    it('tells nothing but a success when the page has ended it while it was left', async () => {
      const { session, platform, types } = newRun({ mode: 'redirect' });
      await session.launch();
      session.end('page');
      const { isOver } = JSON.parse(recordOf(platform)!) as { isOver: boolean };
      expect([types(), isOver]).to.deep.equal([['exit'], true]);
      for (const [outcome, told] of [
        ['&state=error&error_type=x', []],
        ['', []],
        ['&state=success', ['success']],
      ] as const) {
        expect(newReturn({ ...returnedLaunch(outcome), isOver }).types()).to.deep.equal(told);
      }
    });

    it('leaves again with one fresh token when Link refuses the first', async () => {
      const { platform, told, loaded } = newReturn(returnedLaunch('&state=error&error_type=invalid_token'));
      await loaded();
      expect([told, platform.left]).to.deep.equal([[], [address]]);
      expect(JSON.parse(recordOf(platform)!)).to.include({ sessionId: '42', isRefreshed: true });

      const again = newReturn(returnedLaunch('&state=error&error_type=invalid_token', true));
      expect(again.told.map(({ error }) => error!.code)).to.deep.equal(['invalid_token']);
      expect(again.platform.requests.length).to.equal(0);
    });
  });
});
