import { typesIn } from './types.mjs';

const path = 'dist/index.js';

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
 * Reduces the manifest to what a page can rely on. Then it adds what the analyzer does not find: the values of an
 * attribute, the fields of an event's detail (in `detail`, a field of our own), and the module that a page imports.
 */
export const contract = {
  name: 'contract',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const types = typesIn('src/index.ts');
    const [entryModule] = modules;
    const [element] = entryModule.declarations;
    const { name: className, tagName } = element;

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

    const declaration = { name: className, module: path };
    entryModule.path = path;
    entryModule.exports = [
      { kind: 'js', name: className, declaration },
      { kind: 'custom-element-definition', name: tagName, declaration },
    ];
  },
};
