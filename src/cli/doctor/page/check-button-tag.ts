import { readMessages } from '../../../i18n/read-messages.js';
import { cleanText } from '../../../link/configuration/text.js';
import type { Platform } from '../../../link/platform.js';
import type { PackageFacts } from '../package-facts.js';
import type { Report } from '../report.js';
import { checkProviders } from './check-providers.js';
import { checkNames } from './check-names.js';
import type { ButtonTag } from './button-tags.js';
import { explainRefused } from './explain-refused.js';
import { readSettings, type Settings } from './read-settings.js';

/** The settings of a button, and whether the element would ask its endpoint. */
export interface CheckedButtonTag {
  readonly settings: Settings;
  /** The tag and its line. */
  readonly where: string;
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
  const isDisabled = read('disabled') !== undefined && cleanText(read('disabled')).toLowerCase() !== 'false';
  for (const setting of refused) {
    const text = `${where}: ${explainRefused(setting, buttonTag, platform)}.`;
    const isMissing = setting.attribute === 'token-endpoint' && !cleanText(read('token-endpoint'));
    // A script that enables a button can also name its endpoint. So the element does not complain while it is disabled.
    const mayBeSet = mayConfigurePage || (isMissing && isDisabled);
    if (setting.message.includes('configurePage(') && mayBeSet)
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
  if (isDisabled)
    report.note(`${where} is disabled, so a press does nothing. If that is not meant, remove ${prefix}disabled.`);
  if (read('csrf-token')?.trim() === '')
    report.note(`${where}: ${prefix}csrf-token is empty. Let the server write the token, or remove the attribute.`);
  checkProviders(settings.configuration, where, report);
  return { settings, where, isEndpointRefused: refused.some(({ attribute }) => attribute === 'token-endpoint') };
}
