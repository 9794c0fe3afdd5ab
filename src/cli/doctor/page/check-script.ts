import type { PackageFacts } from '../package-facts.js';
import { type Report, shown } from '../report.js';
import { type Answer, isHtml, redirectOf } from '../web/client.js';
import { ConnectionProblem } from '../web/connection-problem.js';
import { checkIntegrity, checkPinned } from './check-integrity.js';
import { checkAddress, checkVersion } from './check-version.js';
import type { PackageScript } from './find-scripts.js';
import { isLocal } from './load-page.js';
import type { Page } from './read-page.js';
import { isJavaScript, typeOf } from './script-source.js';

/** Checks a script tag of the package. */
export function checkScript(script: PackageScript, page: Page, facts: PackageFacts, report: Report): void {
  const { tag, url, answer, version } = script;
  const name = `The script tag in line ${tag.line}`;
  checkPlace(script, name, report);
  checkAddress(url, name, facts, report);
  if (page.url.protocol === 'https:' && url.protocol === 'http:' && !isLocal(url))
    report.problem(
      `${name} loads http:// into an https:// page, and browsers refuse that. Write https:// in its address.`,
    );
  if (answer instanceof ConnectionProblem) {
    report.problem(`${name} cannot be loaded from ${shown(url)}: ${answer.message}.`);
    checkPinned(script, name, facts, report);
    return;
  }
  if (answer.url.href !== url.href)
    report.note(
      `${name} loads ${shown(url)}, which redirects to ${shown(answer.url)}. Use an address that needs no redirect, such as ${facts.scriptUrl}.`,
    );
  if (!checkAnswer(answer, name, facts, report)) return;
  checkIntegrity(script, answer, page, name, facts, report);
  checkVersion(script, name, facts, report);
  if (version === undefined && /\/dist\/(index|element)\.js$/.test(url.pathname))
    report.problem(`${name} loads a module that needs a bundler: ${shown(url)}. Use dist/standalone.js.`);
  else if (version === undefined && !answer.text.includes('junction-connect'))
    report.problem(`${name} loads something other than this package: ${shown(url)}. Use ${facts.scriptUrl}.`);
}

/** Checks what decides whether the browser runs the tag, and whether the tag can find its own attributes. */
function checkPlace({ tag, isDelayed }: PackageScript, name: string, report: Report): void {
  const { attributes, isInHead } = tag;
  const type = typeOf(tag);
  const ownAttribute = ['data-token-endpoint', 'data-token-endpoints', 'data-allowed-origins'].find((one) =>
    attributes.has(one),
  );
  if (type === 'module' && ownAttribute)
    report.problem(
      `${name} has type="module", and a module does not see its own ${ownAttribute}. Remove type="module", and write defer instead.`,
    );
  else if (attributes.has('nomodule'))
    report.problem(`${name} has nomodule, so browsers of today do not run it. Remove nomodule.`);
  else if (isDelayed)
    report.note(
      `A plugin or a consent banner delays ${name.replace('The', 'the')}, so the button appears later, or after the consent. If it does not appear, exclude the script in the settings of the plugin.`,
    );
  else if (type && type !== 'module' && !isJavaScript(type))
    report.problem(
      `${name} has a type that browsers do not run. Remove type. If your consent banner changes it, the button appears only after the consent.`,
    );
  if (attributes.has('data-token-endpoint') && isInHead)
    report.problem(
      `${name} has data-token-endpoint, but is in <head>, where it shows no button. Move the tag to where the button belongs, or use <div data-junction-connect> there.`,
    );
}

/** Reports whether the address answers with a script. Returns true when it does. */
function checkAnswer(answer: Answer, name: string, { scriptUrl }: PackageFacts, report: Report): boolean {
  const { url, status, headers } = answer;
  if (redirectOf(answer)) {
    report.problem(`${name} loads an address that redirects again and again. Use ${scriptUrl}.`);
    return false;
  }
  if (status !== 200) {
    report.problem(
      `${name} loads ${shown(url)}, which answers ${status}. Correct its address, for example to ${scriptUrl}.`,
    );
    return false;
  }
  const type = headers.get('Content-Type') ?? '';
  const isRefusedType =
    headers.get('X-Content-Type-Options')?.trim().toLowerCase() === 'nosniff' && !/script/i.test(type);
  if (isHtml(answer) || isRefusedType) {
    report.problem(
      `${name} loads ${shown(url)}, which answers with ${isHtml(answer) ? 'an HTML page' : 'a Content-Type that browsers do not run'}. Correct its address, or let the server send Content-Type: text/javascript.`,
    );
    return false;
  }
  return true;
}
