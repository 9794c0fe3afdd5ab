import { isJunctionOrigin } from '../../../junction/link-address.js';
import type { LinkTokenRequest } from '../../../junction/link-token.js';
import { cleanText } from '../../../link/configuration/text.js';
import { JunctionConnectError } from '../../../link/errors.js';
import { returnRequestFields } from '../../../link/return/return-address.js';
import { apiKeysIn, revokeAdvice } from '../api-keys.js';
import { endpointOf, launchSettingsOf, platformOf, type Settings } from '../page/read-settings.js';
import { type Report, shown } from '../report.js';
import type { Answer, Client } from '../web/client.js';
import { checkTokenAnswer, reportInvalidAnswer } from './check-token-answer.js';
import { type AskingPage, exchange } from './exchange.js';
import { type AskedAs, reportStatus } from './status-advice.js';

/** The longest time for an answer, in milliseconds, whatever `timeout` says. */
const maxWaitMs = 60_000;

/** What to do when a token endpoint is an address of Junction. */
export const ownEndpointAdvice =
  'Name a token endpoint of your own server: it asks Junction with your API key, which must not be in a page. See docs/token-endpoint.md';

/** Asks the token endpoint with the element's own code, and reports what comes back. */
export async function askEndpoint(settings: Settings, page: AskingPage, client: Client, report: Report): Promise<void> {
  let answer: Answer | undefined;
  let request: { url: URL; init: RequestInit } | undefined;
  const platform = platformOf(page.url, page.baseUrl, async (url, init) => {
    request = { url: url as URL, init: init ?? {} };
    answer = await exchange(request.url, request.init, timeoutMs, page, client, report);
    const { status, text } = answer;
    return { status, ok: status >= 200 && status < 300, text: async () => text } as Response;
  });
  const launch = launchSettingsOf(settings, platform);
  if (!launch) return;
  const { origin } = endpointOf(settings, platform) ?? page.url;
  if (isJunctionOrigin(origin)) return report.problem(`${origin} belongs to Junction. ${ownEndpointAdvice}.`);
  const timeoutMs = Math.min(Math.ceil(launch.timeoutMs), maxWaitMs);
  // A press with `auto` embeds Link, if nothing keeps it from that. An embedded Link needs no return page.
  const isHosted = settings.mode === 'popup' || settings.mode === 'redirect';
  const fields: LinkTokenRequest = isHosted ? returnRequestFields('doctor', settings.configuration, platform) : {};
  try {
    await launch.fetchTarget(fields, new AbortController().signal);
    if (!hasApiKey(answer!, report)) checkTokenAnswer(answer!, settings.configuration, shown(answer!.url), report);
  } catch (error) {
    if (!(error instanceof JunctionConnectError)) throw error;
    if (!answer || !request) return; // The function above has reported why.
    hasApiKey(answer, report);
    const endpoint = shown(request.url);
    if (error.code === 'token_response_invalid') reportInvalidAnswer(answer, endpoint, report);
    else if (error.code === 'token_request_rejected')
      reportStatus(answer, askedAs(settings, fields, request, page, client), endpoint, report);
  }
}

/** Reports an API key of Junction in an answer. Returns true when there is one. */
function hasApiKey({ url, text }: Answer, report: Report): boolean {
  const isFound = apiKeysIn(text).length > 0;
  if (isFound) report.problem(`The answer of ${shown(url)} has an API key of Junction. ${revokeAdvice}.`);
  return isFound;
}

const askedAs = (
  { configuration }: Settings,
  fields: LinkTokenRequest,
  { url, init }: { url: URL; init: RequestInit },
  page: AskingPage,
  client: Client,
): AskedAs => ({
  method: init.method ?? 'get',
  fields: [
    ...(cleanText(configuration.provider) ? ['provider'] : []),
    ...(cleanText(configuration.providers) ? ['filter_on_providers'] : []),
    ...Object.keys(fields),
  ],
  hasHeaders: client.sendsHeadersTo(url) && init.credentials !== 'omit',
  lacksHeaders: client.hasHeaders && !client.sendsHeadersTo(url),
  hasPlugin: page.hasPlugin === true,
  pageOrigin: page.url.origin,
  lacksCookies: url.origin !== page.url.origin && init.credentials !== 'include',
});
