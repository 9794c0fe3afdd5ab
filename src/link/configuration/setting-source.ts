import type { SettingName } from './configuration.js';

/**
 * Where the value of a setting comes from.
 *
 * - `page`: a script has assigned the property, or it is an attribute of the script tag that has added the element.
 * - `element`: an attribute of `<junction-connect>`.
 * - `placeholder`: an attribute of a placeholder. Many sanitizers keep a `div` and its `data-` attributes. So whoever
 *   may write a comment may be able to write a placeholder.
 */
export type SettingSource = 'page' | 'element' | 'placeholder';

/** Returns where the value of a setting of an element comes from. */
export type SourceOf = (setting: SettingName) => SettingSource;
