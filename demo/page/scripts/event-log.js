// @ts-check
/** Shows the events of the elements, with the newest first. */
import { describe, detailText, facts } from './event-text.js';
import { create, createTime, find } from './page.js';

/** @typedef {import('./event-text.js').Detail} Detail */

const eventTypes = [
  'junction-open',
  'junction-success',
  'junction-exit',
  'junction-error',
  'junction-connections-change',
  'junction-disconnect',
  'junction-disconnected',
];

/** The number of events that the list keeps, so that the page does not become endless. */
const maxEntries = 50;

/** @param {HTMLElement} portal has the elements in it. Their events bubble. */
export function showEvents(portal) {
  const list = find('#events', HTMLElement);
  const empty = find('#no-event', HTMLElement);
  const clear = find('#clear', HTMLButtonElement);

  const showIfEmpty = () => {
    empty.hidden = list.childElementCount > 0;
    clear.ariaDisabled = String(!empty.hidden); // `disabled` would take the focus from the button.
  };
  const onEvent = (/** @type {Event} */ event) => {
    list.prepend(createEntry(event.type, /** @type {CustomEvent<Detail>} */ (event).detail));
    list.children[maxEntries]?.remove();
    showIfEmpty();
  };

  for (const type of eventTypes) portal.addEventListener(type, onEvent);
  clear.addEventListener('click', () => {
    list.replaceChildren();
    showIfEmpty();
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
