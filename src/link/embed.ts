import { createVital, type VitalFactory, type VitalOptions } from '@tryvital/vital-link/src/factory';
import { attempt } from './attempt.js';
import { JunctionConnectError } from './errors.js';
import type { ShownLink } from './shown-link.js';

/**
 * Whether Link's frame could not be reached over the page: behind a modal dialog, an element in full screen, or whatever
 * else keeps a press from the page. It is tried out: no selector finds a dialog in a closed shadow root. Something of the
 * page's may be above the frame here and there: only what is so everywhere counts.
 */
export function isCovered(document: Document): boolean {
  const probe = document.createElement('junction-connect-probe');
  // Whatever the page's style sheets say; and far beyond a body that fixed positions are relative to, as in a filtered one.
  probe.style.cssText =
    'all:unset!important;position:fixed!important;inset:-99in!important;z-index:2147483647!important';
  const parts = [0.1, 0.5, 0.9];
  const hits = attempt(() => {
    document.body.append(probe);
    return parts.flatMap((x) => parts.map((y) => document.elementFromPoint(x * innerWidth, y * innerHeight)));
  });
  probe.remove();
  return !!hits?.some((hit) => hit) && !hits.includes(probe); // Nothing is hit in a page that is not shown.
}

/**
 * Shows Link over the page. Link's script must have been loaded.
 *
 * @throws JunctionConnectError `link_unavailable` when Link throws; what it had put into the page is gone again.
 */
export function embedLink(token: string, options: VitalOptions, document: Document): ShownLink {
  const findNodes = () => [...document.querySelectorAll('body > *, iframe')];
  // Nothing else runs in between: what is new is Link's, and the only hold on it when it throws.
  const before = findNodes();
  let vital: VitalFactory | undefined;
  const opened = attempt(() => {
    vital = createVital(options);
    vital.open(token);
    return true;
  });
  const nodes = findNodes().filter((node) => !before.includes(node));
  const frames = nodes.filter((node) => node.localName === 'iframe');
  if (!opened) {
    // Later, for it may call back: its farewell is not the person's exit.
    queueMicrotask(() => attempt(() => vital?.destroy()));
    nodes.forEach((node) => node.remove());
    // Its error is no cause to hand on: it was thrown by a function that was given the token.
    throw new JunctionConnectError('link_unavailable', 'Link failed');
  }
  return {
    close() {
      attempt(() => vital?.exit({ force: true }));
      attempt(() => vital?.destroy());
      frames.forEach((frame) => frame.remove());
    },
    isShown: () => (frames[0] ? frames.some((frame) => frame.isConnected) : undefined),
  };
}
