import { expect } from '@open-wc/testing';
import type { JunctionConnectError } from '../../src/index.js';
import { addElement, html } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

interface RecordedRequest {
  method: string;
  headers: Record<string, string>;
  cookies: Record<string, string>;
  body: string;
  url: string;
}

/** Returns the requests that the test server has got with an id. */
const requests = async (id: string) => (await (await fetch(`/test/requests?id=${id}`)).json()) as RecordedRequest[];
const newId = () => crypto.randomUUID();

describe("a site's token endpoint", () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  ['snake', 'camel', 'string', 'token-only', 'null-url'].forEach((answer) => {
    it(`may answer as "${answer}"`, async () => {
      const { element } = await addElement(
        html`<junction-connect token-endpoint=${`/test/token?answer=${answer}`}></junction-connect>`,
      );
      await element.open();
      expect(vital.openedTokens).to.deep.equal(['test-link-token-0001']);
      expect(element.status).to.equal('open');
    });
  });

  const refused: [answer: string, code: string, status: number | undefined][] = [
    ['number', 'token_response_invalid', 200],
    ['blank', 'token_response_invalid', 200],
    ['no-token', 'token_response_invalid', 200],
    ['null', 'token_response_invalid', 200],
    ['empty', 'token_response_invalid', 200],
    ['html', 'token_response_invalid', 200],
    ['cut-off', 'token_response_invalid', 200],
    ['redirect', 'token_response_invalid', 200],
    ['bad-url', 'token_response_invalid', 200],
    ['not-a-url', 'token_response_invalid', 200],
    ['status-401', 'token_request_rejected', 401],
    ['status-404', 'token_request_rejected', 404],
    ['status-429', 'token_request_rejected', 429],
    ['status-500', 'token_request_rejected', 500],
  ];
  refused.forEach(([answer, code, status]) => {
    it(`that answers as "${answer}" leads to ${code}, and the button can be pressed again`, async () => {
      const { element, button, events } = await addElement(
        html`<junction-connect token-endpoint=${`/test/token?answer=${answer}`}></junction-connect>`,
      );
      await element.open();
      const { error } = events.at(-1)!.detail as { error: JunctionConnectError };
      expect([error.code, error.status]).to.deep.equal([code, status]);
      await element.updateComplete;
      expect(button().getAttribute('aria-busy')).to.equal('false');
      expect([element.status, vital.created.length]).to.deep.equal(['error', 0]);
    });
  });

  it('that does not answer leads to token_request_timeout', async () => {
    const { element, events } = await addElement(
      html`<junction-connect token-endpoint="/test/token?answer=hang" timeout="50"></junction-connect>`,
    );
    await element.open();
    expect((events.at(-1)!.detail as { error: JunctionConnectError }).error.code).to.equal('token_request_timeout');
    expect(element.status).to.equal('error');
  });

  it('replaced by a function that rejects after the timeout leads to token_request_timeout, too', async () => {
    const fetchToken = (_request: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise<string>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
    const { element, events } = await addElement(
      html`<junction-connect timeout="50" .fetchToken=${fetchToken}></junction-connect>`,
    );
    await element.open();
    expect((events.at(-1)!.detail as { error: JunctionConnectError }).error.code).to.equal('token_request_timeout');
  });

  it('replaced by a function that closes the element does not keep open() waiting', async () => {
    const fetchToken = () => {
      element.close();
      return new Promise<string>(() => {});
    };
    const { element, types } = await addElement(
      html`<junction-connect mode="redirect" .fetchToken=${fetchToken}></junction-connect>`,
    );
    await element.open();
    expect(types()).to.deep.equal(['junction-open', 'junction-exit']);
  });

  it('that cannot be reached leads to token_request_failed', async () => {
    // The same server with another host name is another origin. It allows no other origins.
    const crossOrigin = new URL('/test/token', location.href);
    crossOrigin.hostname = crossOrigin.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    const { element, events } = await addElement(
      html`<junction-connect .tokenEndpoint=${crossOrigin.href}></junction-connect>`,
    );
    await element.open();
    expect((events.at(-1)!.detail as { error: JunctionConnectError }).error.code).to.equal('token_request_failed');
  });

  it('gets the values of the attributes, and no user', async () => {
    const id = newId();
    document.cookie = 'session=1; path=/';
    const { element } = await addElement(html`
      <junction-connect
        token-endpoint=${`/test/token?id=${id}`}
        csrf-token="csrf-1"
        csrf-header="X-WP-Nonce"
        provider="oura"
        providers="oura, fitbit"
        .headers=${async () => ({ Authorization: 'Bearer 1' })}
      ></junction-connect>
    `);
    await element.open();
    const [request] = await requests(id);
    expect(request).to.include({
      method: 'POST',
      body: '{"provider":"oura","filter_on_providers":["oura","fitbit"]}',
    });
    expect(request!.headers).to.include({
      'content-type': 'application/json',
      'x-wp-nonce': 'csrf-1',
      authorization: 'Bearer 1',
    });
    expect(request!.cookies).to.include({ session: '1' });
  });

  it('gets the same fields in the query string with method="get", and no cookie with credentials="omit"', async () => {
    const id = newId();
    document.cookie = 'session=1; path=/';
    const { element } = await addElement(html`
      <junction-connect
        token-endpoint=${`/test/token?id=${id}`}
        method="get"
        credentials="omit"
        providers="oura fitbit"
      ></junction-connect>
    `);
    await element.open();
    const [request] = await requests(id);
    expect(request).to.include({ method: 'GET', body: '' });
    expect(new URL(request!.url).searchParams.getAll('filter_on_providers')).to.deep.equal(['oura', 'fitbit']);
    expect(request!.cookies).to.deep.equal({});
  });

  it('may have a URL that is relative to the base URL of the document', async () => {
    const id = newId();
    const base = document.head.appendChild(document.createElement('base'));
    base.href = '/test/';
    const { element } = await addElement(
      html`<junction-connect token-endpoint=${`token?id=${id}`}></junction-connect>`,
    );
    await element.open();
    base.remove();
    expect((await requests(id)).length).to.equal(1);
  });

  it('is not used any more when the element is closed', async () => {
    const id = newId();
    const { element } = await addElement(
      html`<junction-connect token-endpoint=${`/test/token?answer=hang&id=${id}`}></junction-connect>`,
    );
    const opened = element.open();
    await fetch(`/test/requests?id=${id}&count=1`);
    element.close();
    await opened;
    expect(vital.created).to.deep.equal([]);
  });
});
