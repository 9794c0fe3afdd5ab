// @ts-check
/** @type {ReadonlyMap<string, string>} The names of the providers that the page offers, by their slug. */
const names = new Map(
  [...document.querySelectorAll('input[name="providers"]')].map((input) => [
    input.getAttribute('value') ?? '',
    input.parentElement?.textContent?.trim() ?? '',
  ]),
);

/**
 * Returns a provider's name. If the page does not offer the provider, returns its slug in readable form.
 *
 * @param {string} slug
 */
export const providerName = (slug) => names.get(slug) ?? titleCase(slug.replace(/_v\d+$/, '').replaceAll('_', ' '));

/** @param {string} text */
const titleCase = (text) => text.replace(/\b\w/g, (letter) => letter.toUpperCase());
