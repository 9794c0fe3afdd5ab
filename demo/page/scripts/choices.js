// @ts-check
/** Reads the choices in the form. They apply to the elements in this page, and to the code to paste. */
import { elements } from './elements.js';
import { hasApiKey } from './snippets.js';

/** @typedef {import('./elements.js').ElementId} ElementId */
/** @typedef {import('./snippets.js').Choices} Choices */

/** The custom properties that can be chosen, with their defaults. */
const customProperties = Object.entries({ accent: '#0a6f68', 'border-radius': '0.5rem' });

/**
 * Applies the choices now and after each change, and passes them to `onChange`. The address of the page keeps them. So they
 * are still there after a redirect to Link and back, without any storage.
 *
 * @param {HTMLFormElement} form
 * @param {Readonly<Record<ElementId, HTMLElement>>} shown the elements in this page. The list shows what is connected, so it
 *   is there with the button, too.
 * @param {(choices: Choices, target: string) => void} onChange
 */
export function watchChoices(form, shown, onChange) {
  const apply = () => {
    const data = new FormData(form);
    const chosen = /** @type {ElementId} */ (data.get('element'));
    for (const id of /** @type {ElementId[]} */ (Object.keys(shown))) applyTo(shown[id], choicesOf(data, id));
    shown.button.hidden = chosen !== 'button';
    showFieldsFor(chosen);
    onChange(choicesOf(data, chosen), String(data.get('target')));
  };
  // The listener is on the document, because some controls of the form are outside of it.
  document.addEventListener('input', ({ target }) => {
    if (!controls(form).some((control) => control === target)) return;
    for (const input of textInputs(form))
      input.setCustomValidity(
        hasApiKey(input.value) ? 'An API key belongs on your server. It must never be in a page.' : '',
      );
    if (!form.reportValidity()) return;
    apply();
    history.replaceState(history.state, '', addressWith(form));
  });
  form.addEventListener('submit', (event) => event.preventDefault()); // Enter in a text field submits a form.
  restoreChoices(form, new URLSearchParams(location.search));
  apply();
}

/**
 * Shows the parts of the page that belong to the chosen element, and hides those that belong to the other one.
 *
 * @param {ElementId} chosen
 */
function showFieldsFor(chosen) {
  /** @type {NodeListOf<HTMLElement>} */
  const parts = document.querySelectorAll('[data-only]');
  for (const part of parts) part.hidden = part.dataset.only !== chosen;
}

/**
 * @param {FormData} data
 * @param {ElementId} element
 * @returns {Choices}
 */
const choicesOf = (data, element) => ({
  element,
  attributes: Object.entries(elements[element].attributes).flatMap(([name, initial]) => {
    const value = data.getAll(name).join(' ');
    return value === initial ? [] : [[name, value]];
  }),
  label: elements[element].hasLabel ? String(data.get('label')).trim() : '',
  look: customProperties.flatMap(([name, initial]) => {
    const value = String(data.get(name));
    return value === initial ? [] : [[`--junction-connect-${name}`, value]];
  }),
});

/**
 * @param {HTMLElement} shown
 * @param {Choices} choices
 */
function applyTo(shown, choices) {
  const { applied, hasLabel } = elements[choices.element];
  const chosen = new Map(choices.attributes);
  for (const name of applied) {
    const value = chosen.get(name);
    if (value) shown.setAttribute(name, value);
    else shown.removeAttribute(name);
  }
  if (hasLabel) shown.replaceChildren(choices.label); // Also if it is the same, because the language may have changed.
  shown.style.cssText = ''; // The page's security policy allows no `style` attribute in markup, but it allows this.
  for (const [name, value] of choices.look) shown.style.setProperty(name, value);
}

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/**
 * @param {HTMLFormElement} form
 * @returns {Control[]}
 */
const controls = (form) =>
  [...form.elements].filter((it) => it instanceof HTMLInputElement || it instanceof HTMLSelectElement);

/** @param {HTMLFormElement} form */
const textInputs = (form) => controls(form).filter((it) => it instanceof HTMLInputElement && it.type === 'text');

/** @param {Control} control */
const defaultOf = (control) =>
  control instanceof HTMLInputElement ? control.defaultValue : (control.options[0]?.value ?? '');

/** @param {Control} control */
const isCheckable = (control) => control instanceof HTMLInputElement && /checkbox|radio/.test(control.type);

/**
 * Sets the controls to the values in an address. Ignores values that the form does not offer.
 *
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} parameters
 */
function restoreChoices(form, parameters) {
  for (const control of controls(form)) {
    const values = parameters.getAll(control.name);
    if (control instanceof HTMLInputElement && isCheckable(control)) control.checked ||= values.includes(control.value);
    else if (values[0] !== undefined) {
      const maxLength = control instanceof HTMLInputElement && control.maxLength > 0 ? control.maxLength : undefined;
      const value = values[0].slice(0, maxLength);
      control.value = value;
      if (control.value !== value || hasApiKey(value)) control.value = defaultOf(control);
    }
  }
}

/**
 * Returns the page's address with the choices that are not the defaults. Other parameters of the address stay.
 *
 * @param {HTMLFormElement} form
 */
function addressWith(form) {
  const url = new URL(location.href);
  for (const { name } of controls(form)) url.searchParams.delete(name);
  for (const control of controls(form)) {
    const isChosen =
      control instanceof HTMLInputElement && isCheckable(control)
        ? control.checked && !control.defaultChecked
        : control.value !== defaultOf(control);
    if (isChosen) url.searchParams.append(control.name, control.value);
  }
  return url;
}
