/** The attributes that React knows for every element, and values for them. The tests compare what React makes of them. */
import type { AriaAttributes, DOMAttributes, HTMLAttributes } from 'react';

type Props = HTMLAttributes<HTMLElement>;

/**
 * TypeScript fails when `@types/react` has a new attribute that is not in the table. Not attributes are `style`, which React
 * treats alike, and the names with `suppress`. `ownAttributes` has the others.
 */
type Name = Exclude<
  keyof Props,
  | keyof AriaAttributes
  | keyof DOMAttributes<HTMLElement>
  | 'autoFocus'
  | 'inert'
  | 'style'
  | 'suppressContentEditableWarning'
  | 'suppressHydrationWarning'
>;

const typed: { readonly [One in Name]: readonly Props[One][] } = {
  about: ['#me'],
  accessKey: ['c', ''],
  autoCapitalize: ['none', 'words'],
  autoCorrect: ['off'],
  autoSave: ['a'],
  className: ['wide', '', 'a b'],
  color: ['red'],
  content: ['a'],
  contentEditable: [true, false, 'true', 'false', 'inherit', 'plaintext-only'],
  contextMenu: ['menu'],
  datatype: ['a'],
  defaultChecked: [true],
  defaultValue: ['a', 1, ['a', 'b']],
  dir: ['rtl', 'auto', ''],
  draggable: [true, false, 'true', 'false'],
  enterKeyHint: ['done', 'go'],
  exportparts: ['button'],
  hidden: [true, false],
  id: ['connect', '', 'other'],
  inlist: ['', 'a'],
  inputMode: ['none', 'text'],
  is: ['a-b'],
  itemID: ['#a'],
  itemProp: ['a'],
  itemRef: ['a'],
  itemScope: [true, false],
  itemType: ['https://schema.org/Thing'],
  lang: ['de', '', 'fr'],
  nonce: ['abc', 'def'],
  part: ['connect', 'a b'],
  popover: ['', 'auto', 'manual'],
  popoverTarget: ['a'],
  popoverTargetAction: ['show', 'hide'],
  prefix: ['og: https://ogp.me/ns#'],
  property: ['og:title'],
  radioGroup: ['a'],
  rel: ['me'],
  resource: ['#a'],
  results: [5, 0],
  rev: ['a'],
  role: ['group', 'none'],
  security: ['a'],
  slot: ['trigger', 'other'],
  spellCheck: [true, false, 'true', 'false'],
  tabIndex: [0, -1, 3],
  title: ['A title', ''],
  translate: ['no', 'yes'],
  typeof: ['a'],
  unselectable: ['on', 'off'],
  vocab: ['https://schema.org/'],
};

/** Names that React passes on, and values that only JavaScript lets through. */
const untyped: Readonly<Record<string, readonly unknown[]>> = {
  'aria-busy': [true, false, 'true'],
  'aria-label': ['A label', ''],
  'aria-level': [2],
  class: ['wide'],
  'data-count': [0, 7, Number.NaN],
  'data-object': [{ toString: () => 'an object' }],
  'data-state': ['on', true, false],
  'DATA-STATE': [true, false],
  draggable: [0, () => {}],
  hidden: ['', 'until-found', 0, 1, () => {}],
  id: [7, true, false, () => {}, Symbol('id')],
  itemScope: ['', 'itemscope'],
  lang: [true],
  role: [true],
  spellCheck: [Symbol('no')],
  tabIndex: ['0', true],
  title: [{ toString: () => 'an object' }, ['a', 'b']],
  translate: [true, false],
  unknown: ['a', true, false, 1],
  virtualKeyboardPolicy: ['manual'],
  writingSuggestions: ['false', 'true'],
};

/** Each entry is a name, and values that follow each other on one element. */
export const globalAttributes: readonly (readonly [name: string, values: readonly unknown[]])[] = [
  ...Object.entries<readonly unknown[]>(typed),
  ...Object.entries(untyped),
];

/**
 * The attributes that the component sets in another way than React on a plain element, with the text for each value.
 * `autoFocus`: React focuses only fields and buttons, and only a server writes the attribute. The component has a button.
 * `inert`: React 18 takes only the empty text, React 19 only true. The component takes both in both.
 */
export const ownAttributes: Readonly<Record<string, readonly (readonly [value: unknown, text: string | null])[]>> = {
  autoFocus: [
    [true, ''],
    [false, null],
  ],
  inert: [
    [true, ''],
    ['', ''],
    [false, null],
  ],
};
