/**
 * A plugin for GrapesJS: a block that puts `<junction-connect>` on the page, with the element's attributes as traits. It
 * takes all that it says of the element from the manifest, so that a newer manifest is all that a newer element needs.
 *
 * @param {import('grapesjs').Editor} editor
 * @param {import('./junction-connect.js').JunctionConnectOptions} options
 */
export default function junctionConnect(editor, { manifest, script, attributes }) {
  const element = findElement(manifest);
  const type = element.tagName;

  editor.Components.addType(type, {
    isComponent: ({ localName }) => localName === type,
    model: { defaults: { tagName: type, name: title, droppable: false, traits: element.attributes.map(toTrait) } },
  });
  editor.Blocks.add(type, { label: title, media: icon, select: true, content: { type, attributes } });
  editor.on('canvas:frame:load:head', ({ window: { document } }) => showElement(document, type, script));
}

/** The tag that a published page needs, in its head or anywhere else: it pins the script to a version, by its hash. */
export const scriptTag = ({ url, integrity }) =>
  `<script src="${url}" integrity="${integrity}" crossorigin="anonymous" defer></script>`;

const title = 'Junction Connect';
const icon =
  '<svg viewBox="0 0 32 32"><g fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"><path d="M3 7h5c6 0 5 9 11 9M3 25h5c6 0 5-9 11-9"/><circle cx="24" cy="16" r="5"/></g></svg>';

/** The element as the manifest has it. */
function findElement(manifest) {
  const declarations = manifest?.modules?.flatMap((module) => module.declarations ?? []);
  const element = declarations?.find(({ customElement }) => customElement);
  if (!element)
    throw new TypeError('`manifest` has no custom element: pass what junction-connect/custom-elements.json is');
  return element;
}

/** What stands between quotation marks in a type or a default of the manifest; undefined where they are no literal. */
const literal = (text) => /^\s*(['"])(.*)\1\s*$/.exec(text)?.[2];

/**
 * An attribute of the manifest as a trait: a union of literals is a choice, what it says of the attribute a title. GrapesJS
 * is not told the default, which it would save as if the author had chosen it.
 */
export function toTrait({ name, type, default: initial = '', description = '' }) {
  const trait = { name, attributes: { title: description } };
  const types = type?.text.split('|').map(literal) ?? [];
  const value = literal(initial) ?? initial;
  if (types.length > 0 && !types.includes(undefined)) {
    const options = [...new Set([value, ...types])].map((id) => ({ id, label: id || 'not set' }));
    return { ...trait, type: 'select', options, ...accessors(name, value) };
  }
  // The element takes `false` at its word.
  if (type?.text === 'boolean') return { ...trait, type: 'checkbox', valueFalse: 'false', ...accessors(name, false) };
  return { ...trait, type: type?.text === 'number' ? 'number' : 'text', placeholder: value, ...accessors(name, '') };
}

/** A value that says nothing is left out: GrapesJS would keep the attribute, empty, and an empty one is no default. */
const accessors = (name, unset) => ({
  getValue: ({ component }) => component.getAttributes()[name] ?? unset,
  setValue({ value, component }) {
    if (value === unset) component.removeAttributes(name);
    else component.addAttributes({ [name]: value });
  },
});

/** Shows the element in the canvas as visitors will see it. Nobody connects there: a click selects the component. */
function showElement(document, tagName, { url, integrity }) {
  // Whatever wants to launch Link asks first, before anything is requested.
  document.addEventListener('junction-open', (event) => event.preventDefault());
  const style = document.createElement('style');
  style.textContent = `${tagName}::part(button) { pointer-events: none }`; // A disabled button would swallow the click.
  const script = document.createElement('script');
  Object.assign(script, { src: url, integrity, crossOrigin: 'anonymous' });
  document.head.append(style, script);
}
