import type { LinkTokenRequest } from '../../../junction/link-token.js';
import { cleanText } from '../../../link/configuration/text.js';
import { JunctionConnectError } from '../../../link/errors.js';
import { returnRequestFields } from '../../../link/return/return-address.js';
import { isLocal } from '../page/load-page.js';
import { launchSettingsOf, platformOf, type Settings } from '../page/read-settings.js';
import { type Report, shown } from '../report.js';
import { type Answer, type Client, looksLikeSignIn, redirectOf } from '../web/client.js';
import { ConnectionProblem } from '../web/connection-problem.js';
import { checkTokenAnswer, reportInvalidAnswer } from './check-token-answer.js';
import { checkAllowed, checkPreflight, type CrossOriginRequest, preflightHeadersOf } from './cross-origin.js';
import { type AskedAs, reportStatus } from './status-advice.js';

/** The page that asks. */
export interface AskingPage {
  readonly url: URL;
  readonly baseUrl: URL;
  /** True when the page has `upgrade-insecure-requests`: then browsers replace `http:` by `https:`. */
  readonly upgradesRequests?: boolean;
}

/** The longest time for an answer, in milliseconds, whatever `timeout` says. */
const maxWaitMs = 60_000;

/** The request of the element was not sent, or its answer cannot be read. The report says why. */
class AlreadyReported extends Error {}

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
  const timeoutMs = Math.min(launch.timeoutMs, maxWaitMs);
  const fields: LinkTokenRequest =
    settings.mode === 'embed' ? {} : returnRequestFields('doctor', settings.configuration, platform);
  try {
    const { token } = await launch.fetchTarget(fields, new AbortController().signal);
    report.hide(token);
    checkTokenAnswer(answer!, settings.configuration, shown(answer!.url), report);
  } catch (error) {
    if (!(error instanceof JunctionConnectError)) throw error;
    if (!answer || !request) return; // The function above has reported why.
    const endpoint = shown(request.url);
    if (error.code === 'token_response_invalid') reportInvalidAnswer(answer, endpoint, report);
    else if (error.code === 'token_request_rejected')
      reportStatus(answer, askedAs(settings, fields, request, page, client), endpoint, report);
  }
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
  pageOrigin: page.url.origin,
  lacksCookies: url.origin !== page.url.origin && init.credentials !== 'include',
});

/**
 * Sends the request of the element with the headers that a browser adds, after a preflight request if a browser sends one.
 *
 * @throws AlreadyReported after a problem that was reported
 */
async function exchange(
  address: URL,
  init: RequestInit,
  timeoutMs: number,
  page: AskingPage,
  client: Client,
  report: Report,
): Promise<Answer> {
  const url = new URL(address);
  if (page.url.protocol === 'https:' && url.protocol === 'http:' && !isLocal(url)) {
    if (page.upgradesRequests) url.protocol = 'https:';
    else
      return stop(
        report,
        `${shown(url)} has http://, and browsers refuse that in an https:// page. Write https:// in token-endpoint.`,
      );
  }
  const send = async (request: Parameters<Client['send']>[1]): Promise<Answer> => {
    try {
      return await client.send(url, { ...request, timeoutMs });
    } catch (error) {
      if (!(error instanceof ConnectionProblem)) throw error;
      return error.isTimeout
        ? stop(
            report,
            `The token endpoint ${shown(url)} does not answer within ${timeoutMs} ms, the timeout of the element. See the log of your server, or set timeout.`,
          )
        : stop(report, `The token endpoint ${shown(url)} cannot be reached: ${error.message}.`);
    }
  };

  const method = String(init.method).toUpperCase();
  const headers = new Headers(init.headers);
  const isOwn = url.origin === page.url.origin;
  const cors: CrossOriginRequest = {
    pageOrigin: page.url.origin,
    method,
    // CORS asks no permission for `Accept`.
    headerNames: [...headers.keys()].filter((name) => name !== 'accept'),
    hasCredentials: init.credentials === 'include',
  };
  const preflight = isOwn ? undefined : preflightHeadersOf(cors);
  if (preflight) {
    const answer = await send({ method: 'OPTIONS', headers: preflight, isSignedIn: false });
    if (!checkPreflight(answer, cors, shown(url), report)) throw new AlreadyReported();
  }
  const sendRequest = () =>
    send({
      method,
      headers: { ...Object.fromEntries(headers), ...browserHeaders(url, method, page) },
      body: init.body as string | undefined,
      mode: isOwn ? 'same-origin' : 'cors',
      isSignedIn: init.credentials !== 'omit' && (isOwn || cors.hasCredentials),
    });
  let answer = await sendRequest();
  const target = redirectOf(answer);
  if (
    target &&
    target.origin === url.origin &&
    (method === 'GET' || [307, 308].includes(answer.status)) &&
    !looksLikeSignIn(target)
  ) {
    // Browsers follow it with the same request.
    report.note(
      `${shown(url)} redirects (${answer.status}) to ${shown(target)}. Write that address into token-endpoint: it is faster.`,
    );
    url.href = target.href;
    answer = await sendRequest();
  }
  const next = redirectOf(answer);
  if (next !== undefined) return stop(report, describeRedirect(answer, next));
  if (!isOwn && !checkAllowed(answer, cors, `The answer of ${shown(url)} (${answer.status})`, report))
    throw new AlreadyReported();
  return answer;
}

function stop(report: Report, problem: string): never {
  report.problem(problem);
  throw new AlreadyReported();
}

/** Returns what is wrong with an endpoint that redirects. With 301, 302 and 303, browsers ask again with GET and without the body. */
function describeRedirect({ url, status }: Answer, target: URL | null): string {
  const says = `The token endpoint ${shown(url)} redirects (${status})`;
  if (!target) return `${says} without a valid address. Let it answer with JSON.`;
  if (looksLikeSignIn(target))
    return `${says} to ${shown(target)}, which looks like a page for signing in. Let it answer 401 when nobody is signed in: then the element asks the person to sign in. To ask as a person who is signed in, use --header.`;
  return `${says} to ${shown(target)}. Write the address that answers without a redirect into token-endpoint, and let it answer 401 when nobody is signed in.`;
}

/** Returns the headers that browsers add to a request of the element. A page cannot change them. */
function browserHeaders(url: URL, method: string, page: AskingPage): Record<string, string> {
  const isOwn = url.origin === page.url.origin;
  const isSecure = url.protocol === 'https:' || isLocal(url);
  return {
    Referer: `${page.url.origin}/`,
    ...((method !== 'GET' || !isOwn) && { Origin: page.url.origin }),
    ...(isSecure && {
      'Sec-Fetch-Site': isOwn ? 'same-origin' : isSameSite(url, page.url) ? 'same-site' : 'cross-site',
      'Sec-Fetch-Dest': 'empty',
    }),
  };
}

/** Returns true for two hosts of one site, in most cases. The exact answer needs the list of public suffixes. */
function isSameSite(one: URL, other: URL): boolean {
  const siteOf = ({ hostname }: URL) => (/[a-z]/i.test(hostname) ? hostname.split('.').slice(-2).join('.') : hostname);
  return one.protocol === other.protocol && siteOf(one) === siteOf(other);
}
