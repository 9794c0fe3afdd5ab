import type { SettingSource } from '../../../link/configuration/setting-source.js';
import type { HolderKind } from './check-names.js';
import type { Page, Tag } from './read-page.js';
import type { ReadAttribute } from './read-settings.js';

/** A tag with the settings of a button: the element, a placeholder, or a script tag that puts the element behind itself. */
export interface Holder {
  readonly kind: HolderKind;
  readonly tag: Tag;
  /** The tag and its line, for a line about it. */
  readonly where: string;
  /** What its attributes have before their names. */
  readonly prefix: '' | 'data-';
  readonly source: SettingSource;
  readonly read: ReadAttribute;
}

/** Returns all tags of a page that have the settings of a button. */
export const findHolders = ({ elements, placeholders, scripts }: Page): Holder[] => [
  ...elements.map((tag) => newHolder('element', tag, `<junction-connect> in line ${tag.line}`, 'element')),
  ...placeholders.map((tag) =>
    newHolder('placeholder', tag, `<${tag.name} data-junction-connect> in line ${tag.line}`, 'placeholder'),
  ),
  ...scripts
    .filter(({ attributes }) => attributes.has('data-token-endpoint'))
    // The page trusts the attributes of its own script tags.
    .map((tag) => newHolder('script', tag, `The script tag in line ${tag.line}`, 'page')),
];

function newHolder(kind: HolderKind, tag: Tag, where: string, source: SettingSource): Holder {
  const prefix = kind === 'element' ? '' : 'data-';
  return { kind, tag, where, prefix, source, read: (name) => tag.attributes.get(prefix + name) };
}
