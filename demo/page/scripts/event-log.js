// @ts-check
/** The list of what the element has told, newest first. */
import { describe, detailText, facts } from './event-text.js';
import { create, createTime, find } from './page.js';

/** @typedef {import('./event-text.js').Detail} Detail */

const types = ['junction-open', 'junction-success', 'junction-exit', 'junction-error'];

/** Somebody who plays for an hour still has a page that scrolls. */
const longest = 50;

/** @param {HTMLElement} connect */
export function showEvents(connect) {
  const list = find('#events', HTMLElement);
  const empty = find('#no-event', HTMLElement);
  const clear = find('#clear', HTMLButtonElement);

  const show = () => {
    empty.hidden = list.childElementCount > 0;
    clear.ariaDisabled = String(!empty.hidden); // Not `disabled`: it would lose the focus.
  };
  const onEvent = (/** @type {Event} */ event) => {
    list.prepend(createEntry(event.type, /** @type {CustomEvent<Detail>} */ (event).detail));
    list.children[longest]?.remove();
    show();
  };

  for (const type of types) connect.addEventListener(type, onEvent);
  clear.addEventListener('click', () => {
    list.replaceChildren();
    show();
  });
}

/**
 * @param {string} type
 * @param {Detail} detail
 */
function createEntry(type, detail) {
  const { glyph, title, text } = describe(type, detail);
  const codes = facts(type, detail).map((fact) => create('code', {}, String(fact)));
  return create(
    'li',
    { 'data-event': type },
    create('span', { class: 'glyph', 'aria-hidden': 'true' }, glyph),
    create('strong', {}, title),
    createTime(new Date()),
    create('p', {}, text),
    create('details', {}, create('summary', {}, ...codes), create('pre', {}, detailText(detail))),
  );
}
