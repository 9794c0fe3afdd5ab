import type { Configuration } from '../link/configuration/configuration.js';
import { findSettingErrors } from '../link/configuration/setting-readers.js';
import type { SourceOf } from '../link/configuration/setting-source.js';
import { findConfigurationErrors } from '../link/launch-settings.js';
import { writeEarlyOwnerLine, writeWarningOnce } from '../link/owner-line.js';
import { warnOfProviders } from '../link/warn-of-providers.js';
import { browser } from './browser.js';
import { elementsOfLists } from './elements-of-lists.js';
import { lookReaders, type LookSettings } from './look.js';
import { prefetchReaders, type PrefetchSetting } from './prefetch-setting.js';

/** The properties of an element that are checked before a press. */
type CheckedElement = HTMLElement & Configuration & LookSettings & PrefetchSetting & { readonly disabled: boolean };

/**
 * Tells the site's owner in the console everything that is wrong with the configuration of an element, before a person
 * presses. A wrong look, wrong texts and a wrong `prefetch` stop no launch, so they are only warnings. The element uses its
 * defaults, and `none` for `prefetch`.
 *
 * @param messagesProblem What is wrong with the property `messages`, or an empty text.
 */
export function checkConfiguration(element: CheckedElement, sourceOf: SourceOf, messagesProblem: string): void {
  const warn = (message: string) => writeWarningOnce(`junction-connect: ${message}`, browser);
  for (const { message } of findSettingErrors({ ...lookReaders, ...prefetchReaders }, element).values()) warn(message);
  if (messagesProblem) warn(`<junction-connect messages>: ${messagesProblem}`);
  if (element.disabled) return; // It may lack the settings of a launch.
  for (const error of findConfigurationErrors(element, sourceOf, browser).values()) writeEarlyOwnerLine(error, browser);
  if (!elementsOfLists.has(element)) warnOfProviders(element, browser);
}
