// @ts-check
/**
 * Links to the documents. In the documentation site they are pages beside the demo, and the demo's server serves their text. A
 * static host may have only the demo. `demo/static-page.ts` writes these attributes.
 */
const { alone, documents } = document.documentElement.dataset;
const hasDocuments = alone === undefined || documents !== undefined;

/**
 * Makes a link lead to a document. Hides it at a host without documents.
 *
 * @param {HTMLAnchorElement} link
 * @param {string} name such as `builders/webflow`
 */
export function linkToDocument(link, name) {
  link.href = documents ? `${documents}/${name}.html` : `docs/${name}.md`;
  link.hidden = !hasDocuments;
}
