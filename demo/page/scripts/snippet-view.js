// @ts-check
/** Shows the code to paste. Each part of it has a button that copies the part. */
import { linkToDocument } from './documents.js';
import { create, find } from './page.js';
import { documentOf, writeSnippet } from './snippets.js';

const partList = find('#parts', HTMLElement);
const targetNote = find('#target-note', HTMLElement);
const targetPage = find('#target-page', HTMLAnchorElement);
const hostedNote = find('#hosted-note', HTMLElement);
const copyStatus = find('#copy-status', HTMLElement);

linkToDocument(find('#endpoint-page', HTMLAnchorElement), 'builders/endpoint');

/** @type {Promise<import('./snippets.js').Integrity>} The version and the hashes come from the build. */
const integrity = fetch('integrity.json').then((response) => response.json());

/**
 * @param {import('./snippets.js').Target} target
 * @param {import('./snippets.js').Choices} choices
 */
export async function showSnippet(target, choices) {
  targetNote.textContent = target.note;
  targetPage.textContent = `More about ${target.name}`;
  linkToDocument(targetPage, documentOf(target));
  hostedNote.hidden = !target.isHosted;
  const snippet = writeSnippet(target, choices, await integrity);
  partList.replaceChildren(...snippet.map(createPart));
}

/** @param {import('./snippets.js').Part} part */
function createPart({ where, code }) {
  const codeElement = create('code', {}, ...highlight(code));
  const copyButton = create('button', { type: 'button', class: 'quiet', 'aria-label': `Copy: ${where}` }, 'Copy');
  copyButton.addEventListener('click', () => copyCode(codeElement, copyButton));
  return create(
    'li',
    {},
    create('div', { class: 'part-head' }, create('h3', {}, where), copyButton),
    create('pre', {}, codeElement),
  );
}

/**
 * @param {HTMLElement} codeElement
 * @param {HTMLElement} button
 */
async function copyCode(codeElement, button) {
  const isCopied = await navigator.clipboard.writeText(codeElement.textContent ?? '').then(
    () => true,
    () => false,
  );
  if (!isCopied) getSelection()?.selectAllChildren(codeElement); // The person can still copy it with the keyboard.
  button.textContent = isCopied ? 'Copied' : 'Selected';
  copyStatus.textContent = isCopied ? 'Copied' : 'Selected: copy it with the keyboard';
  setTimeout(() => {
    button.textContent = 'Copy';
    copyStatus.textContent = '';
  }, 2000);
}

/** Finds tags, names of attributes, and texts in quotes, in any of the languages. */
const tokens = /(?<tag><\/?[\w-]+|\/?>)|(?<name>[\w:@.[\]-]+)(?==)|(?<value>"[^"]*"|'[^']*')/g;

/**
 * @param {string} code
 * @returns {(string | Node)[]}
 */
function highlight(code) {
  /** @type {(string | Node)[]} */
  const nodes = [];
  let end = 0;
  for (const match of code.matchAll(tokens)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text)?.[0];
    nodes.push(code.slice(end, match.index), create('span', { class: `tok-${kind}` }, match[0]));
    end = match.index + match[0].length;
  }
  return [...nodes, code.slice(end)];
}
