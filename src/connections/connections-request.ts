import type { ConnectionsAnswer } from '../junction/connection.js';
import { type Configuration, readKeyword } from '../link/configuration/configuration.js';
import { readCsrfHeader } from '../link/configuration/csrf-header.js';
import type { SettingSource } from '../link/configuration/setting-source.js';
import { cleanText } from '../link/configuration/text.js';
import { type EndpointAttribute, readEndpoint } from '../link/configuration/trusted-url.js';
import { type EndpointAnswer, sendToEndpoint } from '../link/endpoint-request.js';
import { readTimeout } from '../link/launch-settings.js';
import type { Platform } from '../link/platform.js';
import { rejectOnAbort } from '../link/reject-on-abort.js';
import { readAnswer } from './answer.js';
import { ListError, statusError } from './list-error.js';

/** The settings of an element with a list, not checked yet. */
export type ListConfiguration = Pick<
  Configuration,
  'credentials' | 'csrfToken' | 'csrfHeader' | 'timeout' | 'headers'
> & {
  readonly endpoint: unknown;
};

/** Returns where the value of a setting comes from. */
export type ListSourceOf = (setting: 'endpoint' | 'csrfHeader') => SettingSource;

const connectionsEndpoint: EndpointAttribute = { attribute: 'endpoint', list: 'connectionsEndpoints' };

/** The settings of the requests. */
export interface ListSettings {
  readonly url: URL;
  readonly credentials: RequestCredentials;
  readonly csrfToken: string;
  readonly csrfHeader: string;
  /** The time in which the endpoint must answer, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Reads the settings of the requests to the connections endpoint.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export const readListSettings = (
  configuration: ListConfiguration,
  sourceOf: ListSourceOf,
  platform: Platform,
): ListSettings => ({
  url: readEndpoint(connectionsEndpoint, configuration.endpoint, sourceOf('endpoint'), platform),
  credentials: readKeyword(configuration, 'credentials', 'same-origin', 'include', 'omit'),
  csrfToken: cleanText(configuration.csrfToken),
  csrfHeader: readCsrfHeader(configuration, sourceOf),
  timeoutMs: readTimeout(configuration),
});

/** Requests the connections of the person. Rejects with a ListError. */
export async function fetchConnections(
  settings: ListSettings,
  headers: Configuration['headers'],
  platform: Platform,
  signal: AbortSignal,
): Promise<ConnectionsAnswer> {
  const { ok, status, text } = await send('GET', settings, headers, platform, signal);
  if (!ok) throw statusError(status, 'GET');
  const answer = readAnswer(text);
  if (!answer)
    throw new ListError(
      'unavailable',
      'endpoint answered with something else than { connections, available } in JSON. Check its address: it may be the address of a page',
    );
  return answer;
}

/** The time for a `DELETE` in addition to `timeout`, in milliseconds. The server waits for `onDisconnect` and for Junction. */
const disconnectExtraMs = 10_000;

/**
 * Ends a connection of the person. Rejects with a ListError.
 *
 * @param settings Settings with which the endpoint has listed the connections. A `DELETE` to another address might delete
 *   something else.
 */
export async function endConnection(
  provider: string,
  settings: ListSettings,
  headers: Configuration['headers'],
  platform: Platform,
  signal: AbortSignal,
): Promise<void> {
  const url = new URL(settings.url);
  url.searchParams.set('provider', provider);
  const timeoutMs = settings.timeoutMs + disconnectExtraMs;
  const { ok, status } = await send('DELETE', { ...settings, url, timeoutMs }, headers, platform, signal);
  if (!ok) throw statusError(status, 'DELETE');
}

async function send(
  method: 'GET' | 'DELETE',
  { timeoutMs, ...settings }: ListSettings,
  headers: Configuration['headers'],
  platform: Platform,
  signal: AbortSignal,
): Promise<EndpointAnswer> {
  // Not `AbortSignal.any()`: Safari has it only since 17.4.
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal.addEventListener('abort', abort);
  const timer = platform.setTimeout(abort, timeoutMs);
  try {
    const work = async () => {
      // The page's function is called for each request, because an old header may have expired.
      const pageHeaders = typeof headers === 'function' ? await headers() : headers;
      return sendToEndpoint({ method, headers: pageHeaders, ...settings }, platform, controller.signal);
    };
    return await rejectOnAbort(work, controller.signal, new Error('aborted'));
  } catch {
    // The error is not passed on, because its text may contain a header.
    throw new ListError(
      platform.navigator.onLine === false ? 'offline' : 'failed',
      `endpoint did not answer ${method}. Check its address, headers, timeout, redirects, CORS, and Content-Security-Policy (connect-src)`,
    );
  } finally {
    platform.clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
