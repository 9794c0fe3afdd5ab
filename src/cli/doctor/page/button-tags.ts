import type { SettingSource } from '../../../link/configuration/setting-source.js';
import type { ButtonTagKind } from './check-names.js';
import type { Page, Tag } from './read-page.js';
import type { ReadAttribute } from './read-settings.js';

/** A tag with the settings of a button: the element, a placeholder, or a script tag that adds the element after itself. */
export interface ButtonTag {
  readonly kind: ButtonTagKind;
  readonly tag: Tag;
  /** The tag and its line, for a line about it. */
  readonly where: string;
  /** What its attributes have before their names. */
  readonly prefix: '' | 'data-';
  readonly source: SettingSource;
  readonly read: ReadAttribute;
}

/** Returns all tags of a page that have the settings of a button. */
export const findButtonTags = ({ elements, placeholders, scripts }: Page): ButtonTag[] => [
  ...elements.map((tag) => newButtonTag('element', tag, `<junction-connect> in line ${tag.line}`, 'element')),
  ...placeholders.map((tag) =>
    newButtonTag('placeholder', tag, `<${tag.name} data-junction-connect> in line ${tag.line}`, 'placeholder'),
  ),
  ...scripts
    .filter(({ attributes }) => attributes.has('data-token-endpoint'))
    // The page trusts the attributes of its own script tags.
    .map((tag) => newButtonTag('script', tag, `The script tag in line ${tag.line}`, 'page')),
];

function newButtonTag(kind: ButtonTagKind, tag: Tag, where: string, source: SettingSource): ButtonTag {
  const prefix = kind === 'element' ? '' : 'data-';
  return { kind, tag, where, prefix, source, read: (name) => tag.attributes.get(prefix + name) };
}
