// @ts-check
/**
 * Links to the documents. In the documentation site they are pages beside the demo, and the demo's server serves their text. A
 * static host may have the demo without them. `demo/static-page.ts` writes these attributes.
 */
const { dataset } = document.documentElement;
const { documents } = dataset;
const hasDocuments = dataset.static === undefined || documents !== undefined;

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
