import { typesIn } from './types.mjs';

const path = 'dist/index.js';

const oneLine = (text) => text?.replaceAll(/\s*\n\s*/g, ' ');

/** An attribute as markup has it: a list is text there, and who says nothing leaves it out. */
function inMarkup(attribute) {
  const { text } = attribute.type;
  if (text.endsWith('[]')) return { ...attribute, type: { text: 'string' }, default: "''" };
  return { ...attribute, type: { text: text.replace(/^'' \| /, '') } };
}

/**
 * Leaves in the manifest what a page can rely on, and spells out what the analyzer has only by name: the words of an
 * attribute, what is in an event's detail (in a field of ours, `detail`), and the module that a page imports.
 */
export const contract = {
  name: 'contract',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const types = typesIn('src/index.ts');
    const [door] = modules;
    const [element] = door.declarations;
    const { name: className, tagName } = element;

    const spellOut = (entry, property) => {
      const words = types.words(className, property);
      return words ? { ...entry, type: { text: words } } : entry;
    };

    element.members = element.members
      .filter((member) => (member.privacy ?? 'public') === 'public' && !types.isOverride(className, member))
      .map((member) => {
        if (member.kind === 'method') return member;
        if (!member.static) return spellOut(member, member.name);
        // A static function stands there as a field that was given one from elsewhere.
        const signature = types.signature(className, member.name);
        const { name, description } = member;
        return signature
          ? { kind: 'method', name, static: true, description, ...signature }
          : { ...member, default: undefined };
      });

    // The platform's have no field in the class, and are properties of the same name.
    const [own, platforms] = [true, false].map((isOwn) =>
      element.attributes.filter(({ fieldName }) => Boolean(fieldName) === isOwn),
    );
    element.attributes = [
      ...own.map((attribute) => inMarkup(spellOut(attribute, attribute.fieldName))),
      ...platforms.map((attribute) => ({ ...attribute, fieldName: attribute.name })),
    ];

    // The analyzer takes every dispatchEvent for an event, too.
    element.events = element.events
      .filter(({ name }) => name)
      .map((event) => ({ ...event, detail: types.properties(/<(\w+)>/.exec(event.type.text)[1]) }));

    for (const entry of [...Object.values(element), ...element.events.map(({ detail }) => detail)].flat())
      if (entry.description) entry.description = oneLine(entry.description);

    const declaration = { name: className, module: path };
    door.path = path;
    door.exports = [
      { kind: 'js', name: className, declaration },
      { kind: 'custom-element-definition', name: tagName, declaration },
    ];
  },
};
