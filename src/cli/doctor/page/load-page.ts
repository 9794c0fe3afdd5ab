import { isJunctionOrigin } from '../../../junction/link-address.js';
import { hasJsonInside, jsonIn } from '../endpoint/answer-json.js';
import { type Report, shown, shownTarget } from '../report.js';
import { type Answer, type Client, isHtml, leadsToSignIn, redirectOf } from '../web/client.js';
import { ConnectionProblem } from '../web/connection-problem.js';
import { pageTextOf } from './page-text.js';

/** Browsers stop after 20 redirects. More than a few are a mistake. */
const maxRedirects = 10;

const pageHeaders = {
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Sec-Fetch-Site': 'none',
  'Sec-Fetch-Dest': 'document',
  'Upgrade-Insecure-Requests': '1',
};

/**
 * Loads an address as a browser does for its address bar: it follows redirects.
 *
 * @returns the last answer, or undefined after a problem that was reported
 */
export async function load(start: URL, client: Client, report: Report): Promise<Answer | undefined> {
  let url = start;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    let answer: Answer;
    try {
      answer = await client.send(url, { headers: pageHeaders });
    } catch (error) {
      if (!(error instanceof ConnectionProblem)) throw error;
      report.problem(`${shown(url)} ${error.failure}: ${error.message}.`);
      return undefined;
    }
    const target = redirectOf(answer);
    if (target === undefined) return { ...answer, text: pageTextOf(answer) };
    if (target === null) {
      report.problem(
        `${shown(url)} redirects (${answer.status}) without a valid address. Correct the header Location.`,
      );
      return undefined;
    }
    if (isJunctionOrigin(target.origin) && !isJunctionOrigin(url.origin)) {
      report.problem(
        `${shown(url)} redirects (${answer.status}) to Link (${target.origin}). If it is your token endpoint, let it not redirect, but answer with JSON: { "link_token": "…" }. The element opens Link.`,
      );
      return undefined;
    }
    if (target.origin !== url.origin)
      report.note(
        `${shown(url)} redirects to another origin: ${shownTarget(target)}. ${
          client.sendsHeadersTo(url)
            ? 'The headers of --header are not sent there. Run doctor with that address.'
            : 'Give people the address that needs no redirect.'
        }`,
      );
    url = target;
  }
  report.problem(`${shown(start)} redirects again and again. Correct the redirects of the server.`);
  return undefined;
}

/**
 * Returns true when the answer comes from a token endpoint: it is JSON, or it wants another method or another body. PHP sends
 * JSON as `text/html`, if nobody has set another `Content-Type`.
 */
export const isFromEndpoint = ({ status, headers, text }: Answer): boolean =>
  status === 405 ||
  status === 415 ||
  /^application\/([\w.-]+\+)?json/i.test(headers.get('Content-Type') ?? '') ||
  (/^\s*[{["]/.test(text) && jsonIn(text) !== undefined) ||
  hasJsonInside(text);

/** Reports whether the answer is a page that can be checked. Returns true when it is one. */
export function checkPageAnswer(answer: Answer, start: URL, client: Client, report: Report): boolean {
  const { url, status } = answer;
  const address = shown(url);
  const isSignIn = leadsToSignIn(start, url);
  if (status === 401 || status === 403 || isSignIn) {
    const what = isSignIn
      ? `${shown(start)} leads to ${shownTarget(url)}, which looks like a page for signing in`
      : `The page answers ${status}: it is not public`;
    const bot = answer.headers.has('cf-mitigated')
      ? ' A bot check of Cloudflare gave this answer: allow doctor in its settings.'
      : '';
    const advice = client.sendsHeadersTo(start)
      ? 'The headers of --header do not sign in: copy them again from a browser that is signed in'
      : `To check it as a person who is signed in, add --header 'Cookie: …' with the cookie of your browser`;
    const other = isSignIn ? '' : ' If this is the address of your token endpoint, add --endpoint.';
    report.problem(`${what}.${bot} ${advice}.${other}`);
    return false;
  }
  if (status >= 400) {
    const advice =
      status === 404 || status === 410
        ? 'Check the address. If it is the address of your token endpoint, add --endpoint'
        : 'See the log of the server';
    report.problem(`The page answers ${status}: ${address}. ${advice}.`);
    return false;
  }
  if (answer.text.trim() === '') {
    report.problem(`The page is empty: ${address}. See the log of the server.`);
    return false;
  }
  const type = answer.headers.get('Content-Type') ?? '';
  if (!isHtml(answer) || /^text\/plain\b/i.test(type)) {
    const hasOtherType = isHtml(answer)
      ? ' Its Content-Type is text/plain, so browsers show its text. Let the server send text/html.'
      : '';
    report.problem(
      `This is not an HTML page: ${address}.${hasOtherType} Give the address of the page with the button, or add --endpoint if it is your token endpoint.`,
    );
    return false;
  }
  report.ok(`The page answers: ${address}. Doctor reads its HTML as the server sends it, and runs no script.`);
  if (answer.isCut) report.note('The page is very long. Doctor reads only its first 4 MB.');
  if (url.protocol === 'http:' && !isLocal(url))
    report.note('The page has no TLS (http://). Serve it with https://, because people sign in on it.');
  return true;
}

/** Returns true for a host of this machine. Browsers trust it without TLS. */
export const isLocal = ({ hostname }: URL): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
