import { typesIn } from './types.mjs';

/** The module that registers each element. The manifest has the elements in this order. */
const moduleOf = { 'junction-connect': 'dist/index.js', 'junction-connections': 'dist/connections.mjs' };

const oneLine = (text) => text?.replaceAll(/\s*\n\s*/g, ' ');

/** The types of properties whose attribute is a text that no default stands for. */
const textsWithoutDefault = ['string | boolean', 'PartialMessages | null | undefined'];

/**
 * Returns an attribute with its type in markup. There, a list and an object are strings, and so is a value that can also be a
 * boolean in a script. The empty value is left out.
 */
function inMarkup(attribute) {
  const { text } = attribute.type;
  if (text.endsWith('[]')) return { ...attribute, type: { text: 'string' }, default: "''" };
  if (textsWithoutDefault.includes(text)) return { ...attribute, type: { text: 'string' }, default: undefined };
  return { ...attribute, type: { text: text.replace(/^'' \| /, '') } };
}

/**
 * Reduces the description of an element to what a page can rely on. Then it adds what the analyzer does not find: the values of
 * an attribute, and the fields of an event's detail (in `detail`, a field of our own).
 */
function describeElement(element, types) {
  const { name: className } = element;
  element.superclass = { name: 'LitElement', package: 'lit' }; // The class between them is not exported.

  const withLiterals = (entry, property) => {
    const literals = types.literals(className, property);
    return literals ? { ...entry, type: { text: literals } } : entry;
  };

  element.members = element.members
    .filter((member) => (member.privacy ?? 'public') === 'public' && !types.isOverride(className, member))
    .map((member) => {
      if (member.kind === 'method') return member;
      if (!member.static) return withLiterals(member, member.name);
      // To the analyzer, a static function that the class takes from another file is a field.
      const signature = types.signature(className, member.name);
      const { name, description } = member;
      return signature
        ? { kind: 'method', name, static: true, description, ...signature }
        : { ...member, default: undefined };
    });

  // Attributes of HTML itself, such as `lang`, have no field in the class. Their properties have the same name.
  const [ownAttributes, globalAttributes] = [true, false].map((isOwn) =>
    element.attributes.filter(({ fieldName }) => Boolean(fieldName) === isOwn),
  );
  element.attributes = [
    ...ownAttributes.map((attribute) => inMarkup(withLiterals(attribute, attribute.fieldName))),
    ...globalAttributes.map((attribute) => ({ ...attribute, fieldName: attribute.name })),
  ];

  // The analyzer also adds an event without a name for each `dispatchEvent` in the code.
  element.events = element.events
    .filter(({ name }) => name)
    .map((event) => ({ ...event, detail: types.properties(/<(\w+)>/.exec(event.type.text)[1]) }));

  for (const entry of [...Object.values(element), ...element.events.map(({ detail }) => detail)].flat())
    if (entry.description) entry.description = oneLine(entry.description);
}

/** Describes the elements, each with the module that a page imports. */
export const contract = {
  name: 'contract',
  packageLinkPhase({ customElementsManifest }) {
    const types = typesIn('src/index.ts', 'src/connections.ts');
    const elements = new Map(customElementsManifest.modules.map((module) => [module.declarations[0].tagName, module]));
    customElementsManifest.modules = Object.entries(moduleOf).map(([tagName, path]) => {
      const module = elements.get(tagName);
      const [element] = module.declarations;
      describeElement(element, types);
      const declaration = { name: element.name, module: path };
      const exports = [
        { kind: 'js', name: element.name, declaration },
        { kind: 'custom-element-definition', name: tagName, declaration },
      ];
      return { ...module, path, declarations: [element], exports };
    });
  },
};
