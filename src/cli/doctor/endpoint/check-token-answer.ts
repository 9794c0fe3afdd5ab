import { attempt } from '../../../link/attempt.js';
import type { Configuration } from '../../../link/configuration/configuration.js';
import type { Report } from '../report.js';
import { hasJsonInside, jsonIn } from './answer-json.js';
import { type Answer, isHtml } from '../web/client.js';
import { isLocal } from '../page/load-page.js';

/** Reports why the element cannot use an answer without an error status. The element's own code has refused it. */
export function reportInvalidAnswer(answer: Answer, endpoint: string, report: Report): void {
  const { text } = answer;
  const says = `The token endpoint ${endpoint} answers ${answer.status}`;
  const json = jsonIn(text);
  if (hasJsonInside(text))
    return report.problem(
      `${says}, but prints something before or after the JSON, such as a warning of PHP. Correct what the warning says, and let the endpoint print only JSON. In PHP, turn off display_errors: warnings then go to the log.`,
    );
  if (json === undefined && isHtml(answer) && text.trim() !== '') {
    const what = /type=["']?password/i.test(text) ? 'a page for signing in' : 'an HTML page';
    return report.problem(
      `${says}, but with ${what} in place of JSON. Check its address. For a person who is not signed in, let it answer 401.`,
    );
  }
  if (text.trim() === '')
    return report.problem(`${says}, but its body is empty. Let it answer { "link_token": "…" } as JSON.`);
  if (json === undefined)
    return report.problem(
      `${says}, but not with JSON. Let it answer { "link_token": "…" } as JSON, and print nothing before it.`,
    );
  const address = addressIn(json);
  if (address === undefined) {
    const isInside = /"link_?token"\s*:/i.test(text);
    return report.problem(
      `${says}, but without a link_token${isInside ? ' at the top of the object' : ''}. Pass on link_token and link_web_url as Junction has answered them.`,
    );
  }
  const url = attempt(() => new URL(address as string));
  if (url && isLocal(url))
    return report.note(
      `${says}, with a link_web_url on this machine (${url.origin}): that is a local stand-in for Junction. For the local Junction, the page has to call configureLink() with this origin. Remove that call for the real Junction.`,
    );
  report.problem(
    `${says}, but its link_web_url ${url ? `is not an address of Junction (${url.origin})` : 'is not a URL'}. Pass on link_web_url as Junction has answered it, or leave it out.`,
  );
}

/** Reports what is right and wrong about an answer that the element can use. */
export function checkTokenAnswer(
  answer: Answer,
  { env, region, method }: Configuration,
  endpoint: string,
  report: Report,
): void {
  report.ok(
    `The token endpoint ${endpoint} answers with a Link Token. Doctor does not use the token.`,
    ` The answer took ${Math.max(1, Math.round(answer.durationMs))} ms.`,
  );
  const json = jsonIn(answer.text);
  if (addressIn(json) === undefined && (!env || !region))
    report.note(
      `The answer has no link_web_url. Then the element uses env="production" and region="us" if you set no others. Pass on link_web_url, or set env and region to those of your API key.`,
    );
  const fields = ['link_token', 'link_web_url', 'linkToken', 'linkWebUrl'];
  if (Object(json) === json && Object.keys(json as object).some((field) => !fields.includes(field)))
    report.note(
      'The answer has more fields than link_token and link_web_url. Everybody who opens the page can read them: pass on only these two.',
    );
  checkCacheControl(answer.headers.get('Cache-Control') ?? '', String(method).trim().toLowerCase() === 'get', report);
}

/** Returns the address in an answer. Undefined without an address, or without a token beside it. */
function addressIn(answer: unknown): unknown {
  const { link_token, linkToken, link_web_url, linkWebUrl } = Object(answer) as Record<string, unknown>;
  return (link_token ?? linkToken) ? (link_web_url ?? linkWebUrl ?? undefined) : undefined;
}

/** Reports when a cache between the server and the browsers may keep the token, and give it to another person. */
function checkCacheControl(cacheControl: string, isGet: boolean, report: Report): void {
  const directives = cacheControl
    .toLowerCase()
    .split(',')
    .map((directive) => directive.trim());
  if (directives.includes('no-store') || directives.some((directive) => /^private(=|$)/.test(directive))) return;
  const isAllowed = directives.some((directive) => /^(public$|s-maxage=|max-age=(?!0$))/.test(directive));
  const advice = 'Send Cache-Control: no-store with every answer of the endpoint';
  if (isAllowed || isGet)
    report.problem(`A cache may keep the answer, and give the token to another person. ${advice}.`);
  else report.note(`The answer does not forbid caching. ${advice}.`);
}
