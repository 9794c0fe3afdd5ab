import { readMessages } from '../../../i18n/read-messages.js';
import { cleanText } from '../../../link/configuration/text.js';
import type { Platform } from '../../../link/platform.js';
import type { PackageFacts } from '../package-facts.js';
import type { Report } from '../report.js';
import { checkNames } from './check-names.js';
import type { ButtonTag } from './button-tags.js';
import { hasEndpointList, readSettings, type RefusedSetting, type Settings } from './read-settings.js';

/** The settings of a button, and whether the element would ask its endpoint. */
export interface CheckedButtonTag {
  readonly settings: Settings;
  readonly isEndpointRefused: boolean;
}

/**
 * Checks the attributes of a button.
 *
 * @param mayConfigurePage True when a script of the page may have named endpoints, which doctor cannot see.
 */
export function checkButtonTag(
  buttonTag: ButtonTag,
  platform: Platform,
  mayConfigurePage: boolean,
  { attributes }: PackageFacts,
  report: Report,
): CheckedButtonTag {
  const { kind, tag, where, prefix, source, read } = buttonTag;
  checkNames(tag, kind, [...attributes.keys()], where, report);
  const { settings, refused } = readSettings(read, source, platform);
  for (const setting of refused) {
    const text = `${where}: ${explain(setting, buttonTag)}.`;
    const isTrust = setting.message.includes('configurePage(');
    if (isTrust && mayConfigurePage)
      report.note(`${text} If a script of the page calls configurePage() or sets the property, this is no problem.`);
    else report.problem(text);
  }
  for (const [name, values] of attributes) {
    const value = cleanText(read(name)).toLowerCase();
    const isRefused = refused.some(({ attribute }) => attribute === name);
    if (value && !isRefused && values.length > 0 && !values.includes(value))
      report.problem(
        `${where}: ${prefix}${name} has an unknown value, so the default is used. Write ${values.join(' or ')}.`,
      );
  }
  for (const problem of readMessages(read('messages')).problems)
    report.problem(`${where}: in ${prefix}messages, ${problem}.`);
  const disabled = read('disabled');
  if (disabled !== undefined && cleanText(disabled).toLowerCase() !== 'false')
    report.note(`${where} is disabled, so a press does nothing. If that is not meant, remove ${prefix}disabled.`);
  if (read('csrf-token')?.trim() === '')
    report.note(`${where}: ${prefix}csrf-token is empty. Let the server write the token, or remove the attribute.`);
  return { settings, isEndpointRefused: refused.some(({ attribute }) => attribute === 'token-endpoint') };
}

/** Returns what is wrong with an attribute, in the words of the element. */
function explain({ attribute, message }: RefusedSetting, { kind, prefix, read }: ButtonTag): string {
  if (attribute === 'token-endpoint' && kind === 'placeholder' && !hasEndpointList() && !cleanText(read(attribute)))
    return 'the page has no list of endpoints, so the placeholder has no endpoint. Add data-token-endpoints="/api/link-token" to the script tag, with the address of your endpoint';
  return message.replace(/^<junction-connect ([^]*?)>: expected /, `the element refuses ${prefix}$1. It expects `);
}
