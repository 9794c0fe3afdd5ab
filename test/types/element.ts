/** This code never runs. `npm run lint` compiles it against the built declarations, as an app does. */
import {
  configureLink,
  configurePage,
  type ErrorDetail,
  JunctionConnect,
  type JunctionConnectError,
  type LaunchMode,
  registerMessages,
  type SessionStatus,
  type SuccessDetail,
} from 'junction-connect';
import type { ConnectionSummary, DisconnectDetail, JunctionConnections } from 'junction-connect/connections';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles without an argument only when both types are equal. */
const expectEqual = <A, B>(...mismatch: Equal<A, B> extends true ? [] : [never]) => mismatch;

const element = document.createElement('junction-connect');
expectEqual<typeof element, JunctionConnect>();
const found = document.querySelector('junction-connect');
expectEqual<typeof found, JunctionConnect | null>();

// Properties.
element.mode = 'popup';
element.providers = ['oura', 'fitbit'];
element.connected = true;
element.connected = 'oura';
element.messages = { labelProvider: 'Add {provider}' };
element.messages = null;
element.appearance = 'outlined';
element.size = 'small';
element.headers = { Authorization: 'Bearer …' };
element.headers = async () => new Headers();
element.fetchToken = null;
element.fetchToken = async (request, { signal }) => {
  expectEqual<typeof signal, AbortSignal>();
  return { link_token: request.provider ?? '' };
};
expectEqual<typeof element.status, SessionStatus>();
expectEqual<ReturnType<typeof element.open>, Promise<void>>();
// @ts-expect-error no such mode
element.mode = 'modal';
// @ts-expect-error no such method
element.method = 'put';
// @ts-expect-error slugs are text
element.providers = [1, 2];
// @ts-expect-error milliseconds are a number
element.timeout = '10s';
// @ts-expect-error no such text
element.messages = { lable: 'Connect a watch' };
// @ts-expect-error texts are text
element.messages = { label: 5 };
// @ts-expect-error no such look
element.appearance = 'shiny';
// @ts-expect-error no such size
element.size = 'huge';
// @ts-expect-error read-only
element.status = 'open';
// @ts-expect-error a function that returns no headers
element.headers = () => 5;
// @ts-expect-error an answer without a token
element.fetchToken = async () => ({ token: '' });
// @ts-expect-error no such property
element.userId = '';

// Events, at the element and at everything that they bubble to.
element.addEventListener('junction-open', (event) => expectEqual<typeof event.detail.mode, LaunchMode>());
document.addEventListener('junction-success', ({ detail }) => {
  expectEqual<typeof detail, SuccessDetail>();
  expectEqual<typeof detail.provider, string | null>();
  expectEqual<typeof detail.metadata, unknown>();
});
window.addEventListener('junction-exit', ({ detail }) => expectEqual<typeof detail.reason, 'user' | 'page'>());
document.body.addEventListener('junction-error', ({ detail }) =>
  expectEqual<typeof detail.error, JunctionConnectError>(),
);
expectEqual<HTMLElementEventMap['junction-error'], CustomEvent<ErrorDetail>>();
expectEqual<DocumentEventMap['junction-error'], CustomEvent<ErrorDetail>>();
// @ts-expect-error no such detail
document.addEventListener('junction-success', ({ detail }) => detail.token);
// @ts-expect-error a detail of another shape
element.addEventListener('junction-error', (event: CustomEvent<{ reason: string }>) => event);
// @ts-expect-error a detail is read-only
element.addEventListener('junction-exit', ({ detail }) => (detail.reason = 'page'));

// The class.
expectEqual<typeof JunctionConnect.configureLink, typeof configureLink>();
expectEqual<typeof JunctionConnect.configurePage, typeof configurePage>();
expectEqual<typeof JunctionConnect.registerMessages, typeof registerMessages>();
JunctionConnect.registerMessages('pl', { label: 'Podłącz urządzenie' });
// @ts-expect-error `origins` is a list
JunctionConnect.configureLink({ origins: 'http://localhost:4000' });
// @ts-expect-error no such text
JunctionConnect.registerMessages('pl', { lable: 'Podłącz urządzenie' });
// @ts-expect-error the name has an `s`
JunctionConnect.configurePage({ tokenEndpoint: ['/api/link-token'] });

// The list of connections.
const list = document.createElement('junction-connections');
expectEqual<typeof list, JunctionConnections>();
expectEqual<typeof list.connections, readonly ConnectionSummary[]>();
expectEqual<ReturnType<typeof list.refresh>, Promise<void>>();
list.endpoint = '/api/connections';
list.providers = ['oura', 'garmin'];
list.disconnect = true;
list.logos = 'none';
list.messages = { connections: { confirm: 'We keep your data.' } };
list.headers = async () => new Headers();
// @ts-expect-error no such value
list.logos = 'hide';
// @ts-expect-error slugs are text
list.providers = [1, 2];
// @ts-expect-error no such text
list.messages = { connections: { confrim: 'We keep your data.' } };
// @ts-expect-error read-only
list.connections = [];
// @ts-expect-error it lists several providers
list.provider = 'oura';
// @ts-expect-error a connection is read-only
list.connections[0]!.status = 'connected';

list.addEventListener('junction-connections-change', ({ detail }) =>
  expectEqual<typeof detail.connections, readonly ConnectionSummary[]>(),
);
list.addEventListener('junction-disconnect', ({ detail }) => expectEqual<typeof detail, DisconnectDetail>());
list.addEventListener('junction-success', ({ detail }) => expectEqual<typeof detail, SuccessDetail>());
document.addEventListener('junction-disconnected', ({ detail }) => expectEqual<typeof detail.provider, string>());
// @ts-expect-error no such detail
list.addEventListener('junction-disconnect', ({ detail }) => detail.connections);
// @ts-expect-error a detail is read-only
list.addEventListener('junction-disconnected', ({ detail }) => (detail.provider = ''));
