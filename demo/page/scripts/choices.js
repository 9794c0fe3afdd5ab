// @ts-check
/**
 * What a person chooses becomes the attributes of the element, and the markup to paste.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} connect
 * @param {(connect: Element) => void} onChange
 */
export function readChoices(form, connect, onChange) {
  const apply = () => {
    const data = new FormData(form);
    setAttribute(connect, 'providers', data.getAll('providers').join(' '));
    const mode = String(data.get('mode'));
    setAttribute(connect, 'mode', mode === 'auto' ? '' : mode);
    const label = String(data.get('label')).trim();
    if (connect.textContent !== label) connect.textContent = label;
    onChange(connect);
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault()); // Enter in the text field.
  apply();
}

/**
 * An attribute at its default is left out, as one would write it.
 *
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
function setAttribute(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}
