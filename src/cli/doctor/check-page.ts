import type { LaunchMode } from '../../link/configuration/configuration.js';
import { askEndpoint } from './endpoint/ask-endpoint.js';
import type { AskingPage } from './endpoint/exchange.js';
import { pageSettingTypes } from '../../link/configuration/page-settings.js';
import { apiKeysIn, revokeAdvice } from './api-keys.js';
import type { PackageFacts } from './package-facts.js';
import { type CheckedButtonTag, checkButtonTag } from './page/check-button-tag.js';
import { checkElsewhere } from './page/check-elsewhere.js';
import { checkPresence } from './page/check-presence.js';
import { checkCopies } from './page/check-copies.js';
import { checkScript } from './page/check-script.js';
import { findScripts, type PageScripts } from './page/find-scripts.js';
import { findButtonTags } from './page/button-tags.js';
import type { PluginSettings } from './page/plugin-settings.js';
import { readPage } from './page/read-page.js';
import { endpointOf, platformOf, readPageLists, launchModesOf } from './page/read-settings.js';
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
  const apiKeys = [...apiKeysIn(answer.text), ...scripts.apiKeys];
  apiKeys.forEach((key) => report.hide(key));
  if (apiKeys.length > 0) report.problem(`The page or one of its scripts has an API key of Junction. ${revokeAdvice}.`);
  checkPresence(page, buttonTags, scripts, report);
  if (buttonTags.length === 0) checkElsewhere(page, answer.headers.get('Refresh'), report);
  for (const script of scripts.packageScripts) checkScript(script, page, facts, report);
  checkCopies(scripts, report);

  const tags = scripts.packageScripts.map(({ tag }) => tag.attributes);
  const { plugin } = scripts;
  if (plugin) tags.push(listsOf(plugin));
  for (const problem of readPageLists(tags.filter((tag) => tag.get('type')?.trim().toLowerCase() !== 'module')))
    report.problem(`${problem}.`);
  const platform = platformOf(page.url, page.baseUrl);
  const checked = buttonTags.map((buttonTag) =>
    checkButtonTag(buttonTag, platform, scripts.mayConfigurePage, facts, report),
  );
  const buttons = checked.filter(({ isEndpointRefused }) => !isEndpointRefused);

  const policies = readPolicies(answer.headers, page.metaPolicies);
  const ways = new Set<LaunchMode>(checked.flatMap(({ settings }) => launchModesOf(settings.mode)));
  checkPolicies(
    policies,
    {
      page: page.url,
      ways: buttonTags.length > 0 ? ways : new Set(launchModesOf('auto')),
      scripts: scriptSourcesOf(scripts),
      elementNonces: buttonTags.map(({ tag, read }) => tag.attributes.get('nonce') ?? read('nonce') ?? ''),
      endpoints: buttons.flatMap(({ settings }) => endpointOf(settings, platform) ?? []),
    },
    report,
  );
  checkIsolation(answer.headers, ways, report);

  const upgradesRequests = policies.some(
    ({ directives, isReportOnly }) => !isReportOnly && directives.has('upgrade-insecure-requests'),
  );
  await askEach(
    buttons,
    { url: page.url, baseUrl: page.baseUrl, upgradesRequests, hasPlugin: plugin !== undefined },
    client,
    report,
  );
  if (buttonTags.length > 0 && buttons.length === 0)
    report.note(
      'Doctor has not asked a token endpoint, because the element would not. To check it now, give doctor its address with --endpoint.',
    );
}

/** Asks the endpoint of each button. Buttons with the same settings send the same request, so it is sent once. */
async function askEach(
  buttons: readonly CheckedButtonTag[],
  page: AskingPage,
  client: Client,
  report: Report,
): Promise<void> {
  const different = new Map(buttons.map((button) => [JSON.stringify(button.settings.configuration), button]));
  for (const { settings, where } of [...different.values()].slice(0, maxRequests))
    await report.about(different.size > 1 ? where : '', () => askEndpoint(settings, page, client, report));
  if (different.size > maxRequests)
    report.note(
      `The page has ${different.size} different buttons. Doctor has asked for the first ${maxRequests} only.`,
    );
}

/** Returns the lists of the plugin for WordPress as the attributes of a script tag. */
const listsOf = ({ endpoint, allowedOrigins }: PluginSettings): ReadonlyMap<string, string> =>
  new Map([
    [pageSettingTypes.tokenEndpoints.attribute, endpoint],
    [pageSettingTypes.allowedOrigins.attribute, allowedOrigins.join(' ')],
  ]);

const scriptSourcesOf = ({ packageScripts }: PageScripts) =>
  packageScripts.map(({ url, tag: { attributes, offset } }) => ({
    url,
    offset,
    nonce: attributes.get('nonce'),
    hashes: (attributes.get('integrity') ?? '').split(/\s+/).filter(Boolean),
  }));
