import { attempt } from './attempt.js';
import { type Departure, findDeparture, keepDeparture } from './departure.js';
import { JunctionConnectError } from './errors.js';
import type { Platform } from './platform.js';
import type { ShownLink } from './shown-link.js';

/**
 * Sends the whole page to hosted Link.
 *
 * @param onBack The person came back by the browser's own buttons to this page, kept as it was left. Whether the launch
 *   has had its outcome in another page cannot be told: what such a page reads of `sessionStorage` is of the day it left.
 * @throws JunctionConnectError `link_unavailable` where nothing can be kept for the way back.
 */
export function redirectToLink(
  address: string,
  departure: Departure,
  onBack: () => void,
  platform: Platform,
): ShownLink {
  attempt(() => keepDeparture(departure, platform));
  if (!findDeparture(departure.name, platform))
    throw new JunctionConnectError('link_unavailable', 'sessionStorage is blocked');

  const life = new AbortController();
  const { addEventListener, location } = platform;
  addEventListener('pageshow', ({ persisted }) => persisted && onBack(), life);
  const go = () => location.assign(address);
  go();
  return {
    close(isOver) {
      life.abort();
      if (isOver) attempt(() => keepDeparture({ ...departure, isOver }, platform)); // The page is leaving nevertheless.
    },
    isShown: () => true,
    focus: go,
  };
}
