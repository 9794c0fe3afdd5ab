// @ts-check
/** Shows each problem beside its field. A screen reader announces it when it comes or changes. */
import { find } from './page.js';

/** The element above the code that says that the code is not complete. */
const incompleteNote = find('#incomplete', HTMLElement);

/** @type {NodeListOf<HTMLInputElement>} */
const addressFields = document.querySelectorAll('input[inputmode="url"]');

/**
 * Shows what to do about the addresses, by the names of their fields. The code does not have these addresses.
 *
 * @param {ReadonlyMap<string, string>} problems
 */
export function showAddressProblems(problems) {
  for (const field of addressFields) {
    showProblem(field.name, problems.get(field.name));
    if (problems.has(field.name)) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }
  incompleteNote.hidden = problems.size === 0;
}

/**
 * @param {string} name of the field
 * @param {string} [problem] a field without a problem has an empty text, because an announced element must not be hidden
 */
export function showProblem(name, problem = '') {
  const place = find(`#${name}-problem`, HTMLElement);
  if (place.textContent === problem) return; // A screen reader would announce it again.
  place.textContent = problem;
  const details = place.closest('details');
  if (details && problem) details.open = true;
}
