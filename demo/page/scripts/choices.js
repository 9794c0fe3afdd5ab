// @ts-check
/**
 * What a person chooses becomes the attributes of the element, and the markup to paste. It is kept in the page's own
 * address: that way it survives Link in place of the page, with nothing stored.
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
  form.addEventListener('input', () => {
    apply();
    history.replaceState(history.state, '', addressWith(form));
  });
  form.addEventListener('submit', (event) => event.preventDefault()); // Enter in the text field.
  choose(form, new URLSearchParams(location.search));
  apply();
}

/**
 * Chooses what an address says. It may say anything: what the form does not offer, chooses nothing.
 *
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} chosen
 */
function choose(form, chosen) {
  for (const input of form.querySelectorAll('input')) {
    const values = chosen.getAll(input.name);
    if (input.type !== 'text') input.checked ||= values.includes(input.value);
    else input.value = values[0]?.slice(0, input.maxLength) ?? input.value;
  }
}

/**
 * The page's address with what is chosen, unless it is the default. What else is in the address stays.
 *
 * @param {HTMLFormElement} form
 */
function addressWith(form) {
  const url = new URL(location.href);
  for (const { name } of form.querySelectorAll('input')) url.searchParams.delete(name);
  for (const input of form.querySelectorAll('input')) {
    const isChosen =
      input.type === 'text' ? input.value !== input.defaultValue : input.checked && !input.defaultChecked;
    if (isChosen) url.searchParams.append(input.name, input.value);
  }
  return url;
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
