import type { LaunchMode } from '../../link/configuration/configuration.js';
import { askEndpoint, type AskingPage } from './endpoint/ask-endpoint.js';
import type { PackageFacts } from './package-facts.js';
import { checkButtonTag } from './page/check-button-tag.js';
import { checkPresence } from './page/check-presence.js';
import { checkScripts } from './page/check-script.js';
import { findScripts, type PageScripts } from './page/find-scripts.js';
import { findButtonTags } from './page/button-tags.js';
import { readPage } from './page/read-page.js';
import { endpointOf, platformOf, readPageLists, type Settings, launchModesOf } from './page/read-settings.js';
import { checkIsolation, checkPolicies } from './policy/check-policies.js';
import { readPolicies } from './policy/policies.js';
import type { Report } from './report.js';
import type { Answer, Client } from './web/client.js';

/** How many buttons of a page are checked. */
const maxButtons = 50;

/** How many different requests to endpoints are sent. Each can make a Link Token. */
const maxRequests = 5;

/** Checks a page, and asks the endpoints of its buttons. */
export async function checkPage(answer: Answer, client: Client, facts: PackageFacts, report: Report): Promise<void> {
  const page = readPage(answer.text, answer.url);
  if (!page) return report.problem('The HTML of the page cannot be read within ten seconds. Make the page simpler.');
  const allButtonTags = findButtonTags(page);
  const buttonTags = allButtonTags.slice(0, maxButtons);
  if (allButtonTags.length > maxButtons)
    report.note(`The page has many buttons. Doctor checks the first ${maxButtons}.`);
  const scripts = await findScripts(page, client);
  checkPresence(page, buttonTags, scripts, report);
  checkScripts(scripts.packageScripts, page, facts, report);

  const tags = scripts.packageScripts.map(({ tag }) => tag.attributes);
  for (const problem of readPageLists(tags.filter((tag) => tag.get('type')?.trim().toLowerCase() !== 'module')))
    report.problem(`${problem}.`);
  const platform = platformOf(page.url, page.baseUrl);
  const checked = buttonTags.map((buttonTag) =>
    checkButtonTag(buttonTag, platform, scripts.mayConfigurePage, facts, report),
  );
  const buttons = checked.filter(({ isEndpointRefused }) => !isEndpointRefused).map(({ settings }) => settings);

  const policies = readPolicies(answer.headers, page.metaPolicies);
  const ways = new Set<LaunchMode>(checked.flatMap(({ settings }) => launchModesOf(settings.mode)));
  checkPolicies(
    policies,
    {
      page: page.url,
      ways: buttonTags.length > 0 ? ways : new Set(launchModesOf('auto')),
      scripts: scriptSourcesOf(scripts),
      elementNonces: buttonTags.map(({ tag, read }) => tag.attributes.get('nonce') ?? read('nonce') ?? ''),
      endpoints: buttons.flatMap((settings) => endpointOf(settings, platform) ?? []),
    },
    report,
  );
  checkIsolation(answer.headers, ways, report);

  const upgradesRequests = policies.some(
    ({ directives, isReportOnly }) => !isReportOnly && directives.has('upgrade-insecure-requests'),
  );
  await askEach(buttons, { url: page.url, baseUrl: page.baseUrl, upgradesRequests }, client, report);
  if (buttonTags.length > 0 && buttons.length === 0)
    report.note(
      'Doctor has not asked a token endpoint, because the element would not. To check it now, give doctor its address with --endpoint.',
    );
}

/** Asks the endpoint of each button. Buttons with the same settings send the same request, so it is sent once. */
async function askEach(buttons: readonly Settings[], page: AskingPage, client: Client, report: Report): Promise<void> {
  const different = new Map(buttons.map((settings) => [JSON.stringify(settings.configuration), settings]));
  for (const settings of [...different.values()].slice(0, maxRequests))
    await askEndpoint(settings, page, client, report);
  if (different.size > maxRequests)
    report.note(
      `The page has ${different.size} different buttons. Doctor has asked for the first ${maxRequests} only.`,
    );
}

const scriptSourcesOf = ({ packageScripts }: PageScripts) =>
  packageScripts.map(({ url, tag: { attributes } }) => ({
    url,
    nonce: attributes.get('nonce'),
    hashes: (attributes.get('integrity') ?? '').split(/\s+/).filter(Boolean),
  }));
