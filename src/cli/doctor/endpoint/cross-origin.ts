import type { Report } from '../report.js';
import type { Answer } from '../web/client.js';

/** A request to an endpoint of another origin, as far as CORS is concerned. */
export interface CrossOriginRequest {
  readonly pageOrigin: string;
  readonly method: string;
  /** The names of the headers that a server has to allow. */
  readonly headerNames: readonly string[];
  /** True when the browser sends cookies along. Then `*` is not enough. */
  readonly hasCredentials: boolean;
}

const simpleMethods = ['get', 'head', 'post'];

/** Returns the headers of the preflight request that a browser sends first. Returns undefined when it sends none. */
export function preflightHeadersOf({
  pageOrigin,
  method,
  headerNames,
}: CrossOriginRequest): Record<string, string> | undefined {
  if (headerNames.length === 0 && simpleMethods.includes(method.toLowerCase())) return undefined;
  return {
    Origin: pageOrigin,
    'Access-Control-Request-Method': method.toUpperCase(),
    ...(headerNames.length > 0 && { 'Access-Control-Request-Headers': headerNames.join(',') }),
  };
}

/** Reports whether the browser lets the request follow this answer to its preflight request. Returns true when it does. */
export function checkPreflight(answer: Answer, request: CrossOriginRequest, endpoint: string, report: Report): boolean {
  const { status, headers } = answer;
  const subject = `The preflight request (OPTIONS) to ${endpoint}`;
  if (status < 200 || status > 299) {
    report.problem(
      `${subject} was answered with ${status}, so browsers do not send the request. Let the endpoint allow the page: allowedOrigins: ['${request.pageOrigin}'] in createLinkTokenHandler, or 204 with the CORS headers.`,
    );
    return false;
  }
  if (!checkAllowed(answer, request, subject, report)) return false;
  const isStar = (list: string[]) => list.includes('*') && !request.hasCredentials;
  const allowed = listIn(headers, 'Access-Control-Allow-Headers');
  const missing = isStar(allowed) ? [] : request.headerNames.filter((name) => !allowed.includes(name.toLowerCase()));
  if (missing.length > 0) {
    report.problem(
      `${subject} does not allow the header ${missing.join(', ')}. Add it to Access-Control-Allow-Headers.`,
    );
    return false;
  }
  return true;
}

/** Reports whether the page may read an answer. Returns true when it may. */
export function checkAllowed(answer: Answer, request: CrossOriginRequest, subject: string, report: Report): boolean {
  const { headers } = answer;
  const allowed = headers.get('Access-Control-Allow-Origin');
  if (allowed !== request.pageOrigin && (allowed !== '*' || request.hasCredentials)) {
    const what = allowed === null ? 'has no Access-Control-Allow-Origin' : 'has another Access-Control-Allow-Origin';
    report.problem(
      `${subject} ${what}, so browsers do not let the page read it. Send Access-Control-Allow-Origin: ${request.pageOrigin}, also with refusals.`,
    );
    return false;
  }
  if (request.hasCredentials && headers.get('Access-Control-Allow-Credentials') !== 'true') {
    report.problem(
      `${subject} has no Access-Control-Allow-Credentials: true, which credentials="include" needs. Send it.`,
    );
    return false;
  }
  return true;
}

const listIn = (headers: Headers, name: string): string[] =>
  (headers.get(name) ?? '').split(',').map((item) => item.trim().toLowerCase());
