import { attempt } from '../../../link/attempt.js';
import type { Report } from '../report.js';
import type { Answer } from '../web/client.js';

/** How the endpoint was asked. */
export interface AskedAs {
  readonly method: string;
  /** The fields of the request, such as `redirect_url`. */
  readonly fields: readonly string[];
  /** True when the request had the headers of `--header`. */
  readonly hasHeaders: boolean;
  /** True when there are headers of `--header`, but not for this origin. */
  readonly lacksHeaders: boolean;
  /** True when the plugin for WordPress adds its nonce to each request of the element. */
  readonly hasPlugin: boolean;
  readonly pageOrigin: string;
  /** True when the endpoint has another origin than the page, and the element sends it no cookies. */
  readonly lacksCookies: boolean;
}

/** How to ask as a person who is signed in. */
const signInAdvice = `To ask as a person who is signed in, add --header 'Cookie: …' with the cookie of your browser`;

/** Reports what an answer with an error status means. */
export function reportStatus(answer: Answer, asked: AskedAs, endpoint: string, report: Report): void {
  const { status } = answer;
  const says = `The token endpoint ${endpoint} answers ${status}`;
  if (isSignedOut(answer) && asked.hasPlugin) {
    report.note(
      `${says}: it works. With each press, the plugin for WordPress sends a nonce, which doctor does not have. To check the rest, sign in to the site, and press the button in a browser.`,
    );
  } else if (isSignedOut(answer) && !asked.hasHeaders) {
    const cookies = asked.lacksCookies
      ? ' The endpoint has another origin, so the element sends it cookies only with credentials="include".'
      : '';
    const meaning =
      status === 401
        ? 'it works, and nobody is signed in. That is a good sign, because doctor is not signed in'
        : 'it refuses doctor. If it refuses everybody who is not signed in, or who sends no CSRF token, that is right';
    const advice = asked.lacksHeaders
      ? `Doctor does not send the headers of --header to this origin. To ask as a person who is signed in, give doctor this address with --endpoint, --origin ${asked.pageOrigin} and --header`
      : signInAdvice;
    report.note(`${says}: ${meaning}.${cookies} ${advice}.`);
  } else {
    report.problem(`${says}. ${adviceFor(answer, asked)}.`);
  }
}

/** Returns true for an answer that is right for somebody who is not signed in. Laravel answers 419 without its CSRF token. */
const isSignedOut = (answer: Answer): boolean =>
  [401, 403, 419].includes(answer.status) && codeOf(answer) !== 'cross_site_request';

function adviceFor(answer: Answer, asked: AskedAs): string {
  const { status, headers } = answer;
  const code = codeOf(answer);
  switch (status) {
    case 400:
    case 422: {
      const fields = asked.fields.length > 0 ? `had the fields ${asked.fields.join(', ')}` : 'had no fields';
      return `It does not accept the request, which ${fields}. Check which ${asked.fields.includes('redirect_url') ? 'providers and which redirect_url' : 'providers'} it allows, and its log`;
    }
    case 401:
      return 'It does not know who is signed in. Copy the value of --header again from a browser that is signed in';
    case 403:
    case 419:
      return code === 'cross_site_request'
        ? `It refuses requests from ${asked.pageOrigin}. If the page is yours, add allowedOrigins: ['${asked.pageOrigin}'] to createLinkTokenHandler`
        : 'It refuses this person, or wants a CSRF token: see csrf-token in docs/reference.md';
    case 404:
    case 410:
      return 'There is nothing at this address. Check token-endpoint, and the routes of your server';
    case 405: {
      const allowed = (headers.get('Allow') ?? '').toUpperCase();
      if (asked.method === 'post' && /\bGET\b/.test(allowed) && !/\bPOST\b/.test(allowed))
        return 'It allows GET, and the element sends POST. Add method="get" to the element, or let the endpoint accept POST';
      if (asked.method === 'get' && /\bPOST\b/.test(allowed))
        return 'It allows POST, and the element sends GET. Remove method="get" from the element';
      return `It does not accept ${asked.method.toUpperCase()}. Let the endpoint accept it`;
    }
    case 413:
      return 'It says that the request is too large, although it is small. Check its limit for the size of a body';
    case 415:
      return 'It does not accept JSON. Let it read a body with Content-Type: application/json';
    case 429:
      return 'It gets too many requests. Wait, and check its limit';
    case 502:
    case 503:
    case 504:
      return code === 'junction_unavailable'
        ? 'It cannot get a Link Token from Junction. Check the API key, the environment and the region on your server, and its log'
        : 'The server behind it does not answer. Check that it runs, and its log';
    default:
      if (code === 'server_error') return 'It could not read who is signed in. See the log of your server (onError)';
      return status >= 500 ? 'It has failed. See the log of your server' : 'See the log of your server';
  }
}

/** The codes of `createLinkTokenHandler` that say more than the status. */
const codes = ['cross_site_request', 'junction_unavailable', 'server_error'] as const;

/** Returns the code in a refusal of `createLinkTokenHandler`, or undefined. */
function codeOf({ text }: Answer): (typeof codes)[number] | undefined {
  const { code } = Object(attempt(() => JSON.parse(text) as unknown)) as { code?: unknown };
  return codes.find((one) => one === code);
}
