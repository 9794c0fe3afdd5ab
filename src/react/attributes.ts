/** Props that React knows for an element, and that are no attributes. */
const noAttributes = new Set([
  'children',
  'dangerouslySetInnerHTML',
  'style',
  'suppressContentEditableWarning',
  'suppressHydrationWarning',
]);

/** Props that React knows only for fields of a form. It ignores them on other elements. */
const ofFormFields = new Set(['defaultChecked', 'defaultValue']);

/** Attributes that are there or not. Their value says nothing. */
const booleans = new Set(['autoFocus', 'hidden', 'itemScope']);

/** Attributes with the values `true` and `false`, like all that begin with `aria-` and `data-`. */
const trueOrFalse = new Set(['contentEditable', 'draggable', 'spellCheck']);

/** Returns true if a prop becomes an attribute, unless it is a setting of the element. Handlers of events do not. */
export const isAttribute = (prop: string): boolean => !noAttributes.has(prop) && !prop.startsWith('on');

/**
 * Returns the text that React writes into an attribute of a plain element, such as `<div>`. Undefined means that the element
 * does not get the attribute. On a custom element, React writes other texts.
 */
export function attributeText(prop: string, value: unknown): string | undefined {
  const isMissing = value === null || ['undefined', 'function', 'symbol'].includes(typeof value);
  if (isMissing || ofFormFields.has(prop)) return undefined;
  if (booleans.has(prop)) return value ? '' : undefined;
  // React 19 takes only true. In React 18 people write the empty text, because it does not know the attribute.
  if (prop === 'inert') return value || value === '' ? '' : undefined;
  if (typeof value === 'boolean' && !trueOrFalse.has(prop) && !/^(aria|data)-/i.test(prop)) return undefined;
  return String(value);
}

/**
 * Returns the name under which React sets an attribute of a custom element. React 19 sets a property in its place if the
 * element has a property of that name. That gives `translate="no"` and `draggable="false"` the opposite meaning. Names of
 * properties are case-sensitive, names of attributes in HTML are not. So React finds no property in capital letters.
 */
export function attributeName(prop: string, element: object): string {
  const name = prop === 'className' ? 'class' : prop.toLowerCase();
  return name in element ? name.toUpperCase() : name;
}
