import { expect } from '@open-wc/testing';
import {
  addList,
  connection,
  FakeSite,
  html,
  type ListHarness,
  provider,
  recordConsole,
  type RecordedConsole,
  settle,
  token,
} from '../support/connections.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

/** What no answer should have, and no byte of the page may have. */
const secrets = {
  external_user_id: 'ada@private.example',
  externalUserId: 'ada-private',
  user_id: 'private-user-id',
  error_message: 'private-message',
  error_details: { error_message: 'private-details', external_user_id: 'ada@private.example' },
};

/** Returns the markup of a tree, with what is in its shadow roots. */
function markupOf(node: Element | ShadowRoot): string {
  const inner = [...node.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [markupOf(shadowRoot)] : []));
  return [node instanceof Element ? node.outerHTML : node.innerHTML, ...inner].join('\n');
}

describe('the privacy of <junction-connections>', () => {
  let site: FakeSite;
  let vital: FakeVital;
  let log: RecordedConsole;
  beforeEach(() => {
    site = new FakeSite().install();
    vital = installFakeVital();
    log = recordConsole();
    localStorage.clear();
    sessionStorage.clear();
  });
  afterEach(() => {
    log.restore();
    vital.uninstall();
    site.uninstall();
  });

  /** Returns all that the page shows, tells and keeps of a list. */
  const traces = ({ list, events }: ListHarness) =>
    [
      markupOf(list),
      markupOf(list.shadowRoot!),
      JSON.stringify(events.map(({ type, detail }) => [type, detail as unknown])),
      JSON.stringify(list.connections),
      JSON.stringify(history.state),
      location.href,
      document.cookie,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      ...log.lines,
    ].join('\n');

  it('shows, tells and keeps nothing of the person that a site sends by mistake', async () => {
    const plant = (item: object) => ({ ...item, ...secrets, ...{ nested: secrets } });
    site.connections = [
      plant({ ...connection('oura'), reason: secrets.external_user_id, since: secrets.external_user_id }),
      plant({ ...connection('garmin'), status: secrets.external_user_id, manageable: secrets.external_user_id }),
    ];
    site.available = [plant({ ...provider('oura'), logo: secrets.external_user_id }), plant(provider('polar'))];
    site.answer = ({ method, path }) =>
      method === 'GET' && path === '/api/connections'
        ? plant({ connections: site.connections, available: site.available })
        : undefined;
    const harness = await addList();
    await harness.list.refresh();
    await harness.settled();
    expect(harness.shown()).to.deep.equal(['oura', 'garmin', 'polar']);
    await harness.press(harness.disconnect('oura')!);
    await harness.press(harness.confirm('oura'));
    await harness.connect('polar')!.open();
    vital.call('onExit');
    site.answer = () => JSON.stringify(plant({}));
    await harness.list.refresh();
    await harness.settled();
    expect(harness.types()).to.include.members(['connections-change', 'disconnect', 'disconnected', 'open', 'exit']);
    const found = traces(harness);
    expect(found).to.contain('Oura');
    for (const text of ['private', 'external', 'user_id', 'error_message']) expect(found).to.not.contain(text);
  });

  it('writes no provider, token, header or answer to the console, whatever fails', async () => {
    site.connections = [connection('oura')];
    const harness = await addList(
      html`<junction-connections
        endpoint="/api/connections"
        token-endpoint="/api/link-token"
        csrf-token="secret-csrf"
        disconnect
        .headers=${() => ({ Authorization: 'Bearer secret-header' })}
      ></junction-connections>`,
    );
    const answers = [401, 403, 404, 409, 419, 429, 500, new TypeError('secret-error'), 'secret-answer'];
    for (const answer of answers) {
      site.answer = () => undefined;
      await harness.list.refresh();
      await harness.settled();
      site.answer = () => answer;
      await harness.press(harness.disconnect('oura')!);
      await harness.press(harness.confirm('oura'));
      await harness.list.refresh();
      await harness.settled();
      site.connections = [connection('oura')];
    }
    site.answer = ({ path }) => (path === '/api/link-token' ? 500 : undefined);
    await harness.list.refresh();
    await harness.settled();
    await harness.connect('garmin')!.open();
    expect(log.lines.length).to.be.greaterThan(answers.length);
    expect(log.lines.join('\n')).to.not.match(/secret|oura|garmin/i);
  });

  it('keeps the Link Token out of the page', async () => {
    const harness = await addList();
    await harness.connect('polar')!.open();
    expect(vital.openedTokens).to.deep.equal([token]);
    vital.call('onSuccess', { provider_slug: 'polar' });
    await settle();
    await harness.settled();
    expect(traces(harness)).to.not.contain(token);
  });
});
