// @ts-check
/** What a person chooses: for the element in this page, and for the code to paste. */
import { hasApiKey } from './snippets.js';

/** @typedef {import('./snippets.js').Choices} Choices */

/** The element's attributes that can be chosen, in the order in which they are written, with their defaults. */
const attributes = Object.entries({
  'token-endpoint': '',
  method: 'post',
  credentials: 'same-origin',
  providers: '',
  mode: 'auto',
  'success-url': '',
  'exit-url': '',
  'error-url': '',
  'data-layer': '',
  lang: '',
});

/** The ones that the element in this page takes over: it keeps to its own endpoint, and does not leave the page. */
const tried = ['providers', 'mode', 'lang'];

/** Custom properties, each with the element's own value. */
const look = Object.entries({ background: '#0a6f68', color: '#ffffff', 'border-radius': '0.5rem' });

/**
 * Applies what is chosen at each change, and tells it. It is kept in the page's own address: that way it survives Link
 * in place of the page, with nothing stored.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} connect
 * @param {(choices: Choices, target: string) => void} onChange
 */
export function readChoices(form, connect, onChange) {
  const apply = () => {
    const data = new FormData(form);
    const choices = choicesOf(data);
    applyTo(connect, choices);
    onChange(choices, String(data.get('target')));
  };
  // On the document: some of the form's controls are elsewhere in the page.
  document.addEventListener('input', ({ target }) => {
    if (!controls(form).some((control) => control === target)) return;
    for (const input of textInputs(form))
      input.setCustomValidity(
        hasApiKey(input.value) ? 'An API key belongs on your server, and never into a page.' : '',
      );
    if (!form.reportValidity()) return;
    apply();
    history.replaceState(history.state, '', addressWith(form));
  });
  form.addEventListener('submit', (event) => event.preventDefault()); // Enter in a text field.
  choose(form, new URLSearchParams(location.search));
  apply();
}

/**
 * @param {FormData} data
 * @returns {Choices}
 */
const choicesOf = (data) => ({
  attributes: attributes.flatMap(([name, initial]) => {
    const value = data.getAll(name).join(' ');
    return value === initial ? [] : [[name, value]];
  }),
  label: String(data.get('label')).trim(),
  look: look.flatMap(([name, initial]) => {
    const value = String(data.get(name));
    return value === initial ? [] : [[`--junction-connect-${name}`, value]];
  }),
});

/**
 * @param {HTMLElement} connect
 * @param {Choices} choices
 */
function applyTo(connect, choices) {
  const chosen = new Map(choices.attributes);
  for (const name of tried) {
    const value = chosen.get(name);
    if (value) connect.setAttribute(name, value);
    else connect.removeAttribute(name);
  }
  connect.replaceChildren(choices.label); // Anew also where it is the same: the language may be another.
  connect.style.cssText = ''; // By script: the page's policy allows no style in markup.
  for (const [name, value] of choices.look) connect.style.setProperty(name, value);
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
 * Chooses what an address says. It may say anything: what the form does not offer, chooses nothing.
 *
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} chosen
 */
function choose(form, chosen) {
  for (const control of controls(form)) {
    const values = chosen.getAll(control.name);
    if (control instanceof HTMLInputElement && isCheckable(control)) control.checked ||= values.includes(control.value);
    else if (values[0] !== undefined) {
      const longest = control instanceof HTMLInputElement && control.maxLength > 0 ? control.maxLength : undefined;
      const value = values[0].slice(0, longest);
      control.value = value;
      if (control.value !== value || hasApiKey(value)) control.value = defaultOf(control);
    }
  }
}

/**
 * The page's address with what is chosen, unless it is the default. What else is in the address stays.
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
