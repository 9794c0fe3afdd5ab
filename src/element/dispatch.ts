import { attempt } from '../link/attempt.js';
import { findOrCreateDataLayer } from '../link/configuration/data-layer.js';
import type { Outcome } from '../link/outcome.js';
import type { LinkSession } from '../link/session.js';
import { unshadowed } from '../link/unshadowed.js';
import { browser } from './browser.js';

/**
 * Dispatches an event of a session, and adds it to the data layer. Returns true when the page did not prevent the event.
 *
 * @param target The element that launched Link, or the document when that element is not in the page.
 * @param dataLayer The `data-layer` attribute of the element.
 */
export function dispatchSessionEvent(
  target: EventTarget,
  dataLayer: unknown,
  { id, mode }: LinkSession,
  { type, ...detail }: Outcome | { type: 'open' },
): boolean {
  const init = { bubbles: true, cancelable: true, composed: true, detail: { sessionId: id, mode, ...detail } };
  attempt(() => findOrCreateDataLayer({ dataLayer }, browser)?.push({ event: `junction_${type}`, mode }));
  return unshadowed(target).dispatchEvent(new CustomEvent(`junction-${type}`, init));
}
