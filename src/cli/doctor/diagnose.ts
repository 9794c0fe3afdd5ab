import type { DoctorArguments } from './arguments.js';
import { checkPage } from './check-page.js';
import { askEndpoint } from './endpoint/ask-endpoint.js';
import type { PackageFacts } from './package-facts.js';
import { checkPageAnswer, isFromEndpoint, load } from './page/load-page.js';
import { platformOf, readPageLists, readSettings } from './page/read-settings.js';
import { type Report, shown } from './report.js';
import { Client } from './web/client.js';

/**
 * Checks a page or a token endpoint, and reports what it finds.
 *
 * @param fetch Sends the requests. Tests replace it.
 */
export async function diagnose(
  options: DoctorArguments,
  facts: PackageFacts,
  report: Report,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<void> {
  const { url, isEndpoint, headers } = options;
  const client = new Client(url.origin, headers, report, fetch);
  report.say(
    `Checking ${shown(url)}. Doctor sends the token endpoint the request that a press of the button sends. If the endpoint accepts it, Junction makes a Link Token. Doctor neither uses nor shows it.`,
  );
  if (isEndpoint) return checkEndpoint(options, client, report);
  const answer = await load(url, client, report);
  if (!answer) return;
  if (isFromEndpoint(answer)) {
    report.note(
      `${shown(answer.url)} is not a page, so doctor treats it as a token endpoint. If it is one, add --endpoint.`,
    );
    return checkEndpoint({ ...options, url: answer.url, pageOrigin: answer.url.origin }, client, report);
  }
  if (checkPageAnswer(answer, url, client, report)) await checkPage(answer, client, facts, report);
}

/** Asks an endpoint as a page of its own origin, or of `--origin`, would. */
async function checkEndpoint(options: DoctorArguments, client: Client, report: Report): Promise<void> {
  const { url, method, pageOrigin, headers } = options;
  const pageUrl = new URL(pageOrigin);
  const attributes: Record<string, string> = {
    'token-endpoint': url.href,
    method,
    // An embedded Link needs no return page. Without a page, doctor knows none.
    mode: 'embed',
    // Whoever names a cookie asks as a page does that sends the cookies of the person.
    ...(headers.some(isCookie) && client.sendsHeadersTo(url) && { credentials: 'include' }),
  };
  readPageLists([]);
  const { settings: read } = readSettings((name) => attributes[name], 'page', platformOf(pageUrl, pageUrl));
  const isOther = url.origin !== pageOrigin;
  // A page of another origin sends such a header with the property `headers`. Then the browser asks the endpoint first.
  const own = isOther
    ? headers.filter((header) => !isCookie(header)).map(([name, value]) => [name, value] as [string, string])
    : [];
  const settings = { ...read, configuration: { ...read.configuration, headers: own } };
  await askEndpoint(settings, { url: pageUrl, baseUrl: pageUrl }, client, report);
}

const isCookie = ([name]: readonly [name: string, value: string]): boolean => name.toLowerCase() === 'cookie';
