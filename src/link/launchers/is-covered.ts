import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { unshadowed } from '../unshadowed.js';

/**
 * Returns true when something covers the whole page, so that a press could not reach Link's frame: a modal dialog, an
 * element in full screen, or anything else. It puts a probe over the page and tests which element a press would hit. A
 * selector could not find a dialog in a closed shadow root. Parts of the page may cover single points of the probe. The page
 * counts as covered only if they cover all of them.
 */
export function isCovered(platform: Pick<Platform, 'document' | 'innerHeight' | 'innerWidth'>): boolean {
  const page = unshadowed(platform.document);
  const probe = page.createElement('junction-connect-probe');
  // `!important` wins over the page's style sheets. The probe reaches far beyond the window because a filter or transform
  // on the body makes fixed positions relative to the body.
  probe.style.cssText =
    'all:unset!important;position:fixed!important;inset:-99in!important;z-index:2147483647!important';
  const fractions = [0.1, 0.5, 0.9];
  const hits = attempt(() => {
    page.body.append(probe);
    const { innerHeight, innerWidth } = platform; // The probe may have changed them.
    return fractions.flatMap((x) => fractions.map((y) => page.elementFromPoint(x * innerWidth, y * innerHeight)));
  });
  probe.remove();
  return !!hits?.some((hit) => hit) && !hits.includes(probe); // In a page that is not shown, no point hits anything.
}
