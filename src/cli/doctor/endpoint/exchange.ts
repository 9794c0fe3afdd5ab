import { isJunctionOrigin } from '../../../junction/link-address.js';
import { isLocal } from '../page/load-page.js';
import { opaqueParts, type Report, shown } from '../report.js';
import { type Answer, type Client, leadsToSignIn, redirectOf } from '../web/client.js';
import { ConnectionProblem } from '../web/connection-problem.js';
import { secretsIn } from './answer-json.js';
import { browserHeaders } from './browser-headers.js';
import { checkAllowed, checkPreflight, type CrossOriginRequest, preflightHeadersOf } from './cross-origin.js';

/** The page that asks. */
export interface AskingPage {
  readonly url: URL;
  readonly baseUrl: URL;
  /** True when the page has `upgrade-insecure-requests`: then browsers replace `http:` by `https:`. */
  readonly upgradesRequests?: boolean;
  /** True when the plugin for WordPress adds its nonce to each request. Doctor has no nonce. */
  readonly hasPlugin?: boolean;
}

/** The request of the element was not sent, or its answer cannot be read. The report says why. */
class AlreadyReported extends Error {}

/**
 * Sends the request of the element with the headers that a browser adds, after a preflight request if a browser sends one.
 *
 * @throws AlreadyReported after a problem that was reported
 */
export async function exchange(
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
      const answer = await client.send(url, { ...request, timeoutMs });
      secretsIn(answer.text).forEach((secret) => report.hide(secret));
      return answer;
    } catch (error) {
      if (!(error instanceof ConnectionProblem)) throw error;
      return error.isTimeout
        ? stop(
            report,
            `The token endpoint ${shown(url)} does not answer within ${timeoutMs} ms, the timeout of the element. See the log of your server, or set timeout.`,
          )
        : stop(report, `The token endpoint ${shown(url)} ${error.failure}: ${error.message}.`);
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
      headers: { ...Object.fromEntries(headers), ...browserHeaders(url, method, page.url) },
      body: init.body as string | undefined,
      mode: isOwn ? 'same-origin' : 'cors',
      isSignedIn: init.credentials !== 'omit' && (isOwn || cors.hasCredentials),
    });
  let answer = await sendRequest();
  const target = redirectOf(answer);
  // A server may put a token or the id of a user into the path.
  if (target) opaqueParts(target).forEach((part) => report.hide(part));
  if (
    target &&
    target.origin === url.origin &&
    (method === 'GET' || [307, 308].includes(answer.status)) &&
    !leadsToSignIn(url, target)
  ) {
    // Browsers follow it with the same request.
    report.note(
      `${shown(url)} redirects (${answer.status}) to ${shown(target)}. Write that address into token-endpoint: it is faster.`,
    );
    url.href = target.href;
    answer = await sendRequest();
  }
  const next = redirectOf(answer);
  if (next) opaqueParts(next).forEach((part) => report.hide(part));
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
  if (isJunctionOrigin(target.origin))
    return `${says} to Link (${target.origin}). Let it not redirect, but answer with JSON: { "link_token": "…" }. The element opens Link.`;
  const where = target.origin === url.origin ? shown(target) : target.origin;
  if (leadsToSignIn(url, target))
    return `${says} to ${where}, which looks like a page for signing in. Let it answer 401 when nobody is signed in: then the element asks the person to sign in. To ask as a person who is signed in, use --header.`;
  return `${says} to ${where}. Write the address that answers without a redirect into token-endpoint, and let it answer 401 when nobody is signed in.`;
}
