import { attempt } from '../../../link/attempt.js';
import { type Report, shown, shownTarget } from '../report.js';
import type { Page } from './read-page.js';

/** How many frames are named. */
const maxFrames = 5;

/**
 * Reports where the button can be instead, if the page has none: on the page that this one leads to after some time, or in a
 * frame.
 *
 * @param header The header `Refresh`, which does the same as `<meta http-equiv="refresh">`.
 */
export function checkElsewhere(page: Page, header: string | null, report: Report): void {
  for (const text of [...(header ? [header] : []), ...page.refreshes]) {
    // Without an address, the same page is loaded again.
    const address = /^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(text)?.[1]?.trim();
    const target = address && attempt(() => new URL(address, page.baseUrl));
    if (target && shown(target) !== shown(page.url))
      report.note(
        `The page leads to another one (Refresh): ${shownTarget(target)}. If the button is there, run doctor with that address.`,
      );
  }
  for (const { attributes, line } of page.frames.slice(0, maxFrames)) {
    const target = attempt(() => new URL(attributes.get('src') ?? '', page.baseUrl));
    if (attributes.has('srcdoc'))
      report.note(
        `The frame in line ${line} has its own HTML (srcdoc), which doctor does not read. The button may be there.`,
      );
    else if (attributes.get('src')?.trim() && target && /^https?:$/.test(target.protocol))
      report.note(
        `The button may be in the frame in line ${line}. If it is, run doctor with its address: ${shown(target)}.`,
      );
  }
}
