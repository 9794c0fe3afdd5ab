// @ts-check
/** The code to paste, in as many parts as its place asks for, each with a button that copies it. */
import { create, find } from './page.js';
import { targets, writeSnippet } from './snippets.js';

const parts = find('#parts', HTMLElement);
const note = find('#target-note', HTMLElement);
const hosted = find('#hosted-note', HTMLElement);
const status = find('#copy-status', HTMLElement);

/** @type {Promise<import('./snippets.js').Pinned>} Version and hash are the build's. */
const pinned = fetch('/integrity.json').then((response) => response.json());

/**
 * @param {import('./snippets.js').Choices} choices
 * @param {string} id the target's
 */
export async function showSnippet(choices, id) {
  const target = targets.find((target) => target.id === id) ?? targets[0];
  if (!target) return;
  const endpoint = choices.attributes.find(([name]) => name === 'token-endpoint')?.[1] ?? '';
  note.textContent = target.note;
  hosted.hidden = !target.isHosted || /^https:/.test(endpoint);
  const snippet = writeSnippet(target, choices, await pinned);
  parts.replaceChildren(...snippet.map(createPart));
}

/** @param {import('./snippets.js').Part} part */
function createPart({ where, code }) {
  const text = create('code', {}, ...highlight(code));
  const copy = create('button', { type: 'button', class: 'quiet', 'aria-label': `Copy: ${where}` }, 'Copy');
  copy.addEventListener('click', () => copyText(text, copy));
  return create(
    'li',
    {},
    create('div', { class: 'part-head' }, create('h3', {}, where), copy),
    create('pre', {}, text),
  );
}

/**
 * @param {HTMLElement} text
 * @param {HTMLElement} copy
 */
async function copyText(text, copy) {
  const copied = await navigator.clipboard.writeText(text.textContent ?? '').then(
    () => true,
    () => false,
  );
  if (!copied) getSelection()?.selectAllChildren(text); // Where the page may not, the person still can.
  copy.textContent = copied ? 'Copied' : 'Selected';
  status.textContent = copied ? 'Copied' : 'Selected: copy it with the keyboard';
  setTimeout(() => {
    copy.textContent = 'Copy';
    status.textContent = '';
  }, 2000);
}

/** Tags, names of attributes, and texts in quotes, in any of the languages. */
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
