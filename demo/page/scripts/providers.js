// @ts-check
/** @type {NodeListOf<HTMLInputElement>} */
const inputs = document.querySelectorAll('input[name="providers"]');

/** The names of the providers that the page offers, by their slug. */
const names = new Map([...inputs].map(({ value, dataset }) => [value, dataset.name ?? '']));

/**
 * Returns a provider's name. If the page does not offer the provider, returns its slug in readable form.
 *
 * @param {string} slug
 */
export const providerName = (slug) => names.get(slug) || titleCase(slug.replace(/_v\d+$/, '').replaceAll('_', ' '));

/** @param {string} text */
const titleCase = (text) => text.replace(/\b\w/g, (letter) => letter.toUpperCase());

/** @type {NodeListOf<HTMLElement>} What the site's owner should know about a provider. */
const notes = document.querySelectorAll('#provider-notes > [data-provider]');

/**
 * Shows the notes of the chosen providers, and hides the others.
 *
 * @param {import('./snippets.js').Choices} choices
 */
export function showNotes({ attributes }) {
  const chosen = attributes.find(([name]) => name === 'providers')?.[1].split(' ') ?? [];
  for (const note of notes) note.hidden = !chosen.includes(note.dataset.provider ?? '');
}
