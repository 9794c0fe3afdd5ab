/**
 * A plugin for GrapesJS. It adds a block that puts `<junction-connect>` on the page, and shows the element's attributes as
 * traits. It reads the attributes from the manifest. So a newer element needs only its newer manifest.
 *
 * @param {import('grapesjs').Editor} editor
 * @param {import('./junction-connect.js').JunctionConnectOptions} options
 */
export default function junctionConnect(editor, { manifest, script, attributes }) {
  const element = findElement(manifest);
  const type = element.tagName;

  editor.Components.addType(type, {
    isComponent: ({ localName }) => localName === type,
    model: {
      defaults: { tagName: type, name: displayName, droppable: false, traits: element.attributes.map(toTrait) },
    },
  });
  editor.Blocks.add(type, { label: displayName, media: icon, select: true, content: { type, attributes } });
  editor.on('canvas:frame:load:head', ({ window }) => showElement(window, type, script));
}

/**
 * Returns the script tag that a published page needs, in its head or anywhere else. Its hash allows only one version. With
 * `tokenEndpoints`, an author cannot name another endpoint, except at one of the `allowedOrigins`.
 */
export function scriptTag({ url, integrity }, { tokenEndpoints = [], allowedOrigins = [] } = {}) {
  const lists =
    listAttribute('data-token-endpoints', tokenEndpoints) + listAttribute('data-allowed-origins', allowedOrigins);
  return `<script src="${url}" integrity="${integrity}" crossorigin="anonymous"${lists} defer></script>`;
}

/** Returns an attribute with a list of URLs, or an empty text for an empty list. Escapes spaces and commas, which end a URL. */
function listAttribute(name, urls) {
  const list = urls.map((url) => url.replace(/[\s,]/g, encodeURIComponent)).join(' ');
  return list && ` ${name}="${list.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
}

const displayName = 'Junction Connect';
const icon =
  '<svg viewBox="0 0 32 32"><g fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"><path d="M3 7h5c6 0 5 9 11 9M3 25h5c6 0 5-9 11-9"/><circle cx="24" cy="16" r="5"/></g></svg>';

/** Returns the declaration of the element in the manifest. */
function findElement(manifest) {
  const declarations = manifest?.modules?.flatMap((module) => module.declarations ?? []);
  const element = declarations?.find(({ customElement }) => customElement);
  if (!element)
    throw new TypeError(
      'The option `manifest` has no custom element: pass the parsed junction-connect/custom-elements.json',
    );
  return element;
}

/** Returns the text of a string literal in a type or a default of the manifest, or undefined if it is no string literal. */
const readLiteral = (text) => /^\s*(['"])(.*)\1\s*$/.exec(text)?.[2];

/**
 * Returns a trait for an attribute of the manifest. A union of string literals becomes a select, and the description
 * becomes a title. The trait has no default, because GrapesJS would save it as if the author had chosen it.
 */
export function toTrait({ name, type, default: initial = '', description = '' }) {
  const trait = { name, attributes: { title: description } };
  const types = type?.text.split('|').map(readLiteral) ?? [];
  const value = readLiteral(initial) ?? initial;
  if (types.length > 0 && !types.includes(undefined)) {
    const options = [...new Set([value, ...types])].map((id) => ({ id, label: id || 'not set' }));
    return { ...trait, type: 'select', options, ...accessors(name, value) };
  }
  // The element reads the attribute value `false` as false, unlike a button of HTML.
  if (type?.text === 'boolean') return { ...trait, type: 'checkbox', valueFalse: 'false', ...accessors(name, false) };
  return { ...trait, type: type?.text === 'number' ? 'number' : 'text', placeholder: value, ...accessors(name, '') };
}

/**
 * Returns the functions by which a trait reads and writes its attribute. The value `unset` removes the attribute. GrapesJS
 * would keep the attribute with an empty value, which is not the same as the default.
 */
const accessors = (name, unset) => ({
  getValue: ({ component }) => component.getAttributes()[name] ?? unset,
  setValue({ value, component }) {
    if (value === unset) component.removeAttributes(name);
    else component.addAttributes({ [name]: value });
  },
});

/** Shows the element in the canvas as visitors will see it. It launches nothing there: a click selects the component. */
function showElement({ customElements, document }, tagName, { url, integrity }) {
  // Each launch first dispatches this event, before a token is requested. Preventing the event stops the launch.
  document.addEventListener('junction-open', (event) => event.preventDefault());
  // Link's script is not fetched either, whatever the author chooses for the visitors.
  customElements
    .whenDefined(tagName)
    .then(({ prototype }) => Object.defineProperty(prototype, 'prefetch', { get: () => 'none', set() {} }));
  const style = document.createElement('style');
  style.textContent = `${tagName}::part(button) { pointer-events: none }`; // A disabled button would swallow the click.
  const script = document.createElement('script');
  Object.assign(script, { src: url, integrity, crossOrigin: 'anonymous' });
  document.head.append(style, script);
}
