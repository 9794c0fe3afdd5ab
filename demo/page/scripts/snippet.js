// @ts-check
/** The markup to paste, and the button that copies it. */
import { create, find } from './page.js';

const attributes = ['token-endpoint', 'providers', 'mode', 'return-url'];
const code = find('#snippet', HTMLElement);
const copy = find('#copy', HTMLButtonElement);
const status = find('#copy-status', HTMLElement);

/** @param {Element} connect the element as it is in this page */
export function showSnippet(connect) {
  const own = attributes.flatMap((name) => {
    const value = connect.getAttribute(name);
    return value ? [attribute(name, value)] : [];
  });
  code.replaceChildren(
    ...[tag('<script'), attribute('src', 'https://cdn.jsdelivr.net/npm/junction-connect'), ' ', name('defer')],
    ...[tag('></script>'), '\n', tag('<junction-connect'), ...own, tag('>')],
    ...[escapeText(connect.textContent ?? ''), tag('</junction-connect>')],
  );
}

/** @param {string} text */
const tag = (text) => create('span', { class: 'tok-tag' }, text);

/** @param {string} text */
const name = (text) => create('span', { class: 'tok-name' }, text);

/**
 * @param {string} key
 * @param {string} value
 */
const attribute = (key, value) =>
  create('span', {}, ' ', name(key), '=', create('span', { class: 'tok-value' }, `"${value}"`));

/** @param {string} text as it has to be written in markup */
const escapeText = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

copy.addEventListener('click', async () => {
  const copied = await navigator.clipboard.writeText(code.textContent ?? '').then(
    () => true,
    () => false,
  );
  if (!copied) getSelection()?.selectAllChildren(code); // Where the page may not, the person still can.
  copy.textContent = copied ? 'Copied' : 'Selected';
  status.textContent = copied ? 'Copied' : 'Selected: copy it with the keyboard';
  setTimeout(() => {
    copy.textContent = 'Copy';
    status.textContent = '';
  }, 2000);
});
