import { attempt } from '../attempt.js';
import { isLinkAddress } from '../link-location.js';
import type { Platform } from '../platform.js';

/**
 * Nodes of Link that belong to no session. Each of them would cover the page, and nobody would listen to it.
 *
 * - A page's code may put a copy of Link back: a history snapshot, or a saved page.
 * - Link's script may add its frame after the session has ended.
 */

/** Marks the nodes of Link. A copy of the page's markup has the attribute, too. */
const markAttribute = 'data-junction-connect-link';

/** The nodes of the Links that are open. A copy of such a node is not in it. */
const nodesInUse = new WeakSet<Node>();

/** The time in which a Link that was closed may still add its frame, in milliseconds. */
const lateFrameMs = 30_000;

/** Marks a node of an open Link. */
export function markInUse(node: Element): void {
  node.setAttribute(markAttribute, '');
  nodesInUse.add(node);
}

/** Removes a node of Link from the page for good. When the page's code puts it back, it counts as a copy. */
export function removeNode(node: Element): void {
  nodesInUse.delete(node);
  node.remove();
}

function removeCopies({ document }: Pick<Platform, 'document'>): void {
  for (const node of document.querySelectorAll(`[${markAttribute}]`)) {
    if (!nodesInUse.has(node)) node.remove();
  }
}

let isRemovalPlanned = false;

/**
 * Removes the copies of Link from the page, after the code that runs now, or when the page has been read. Call it when
 * elements come into the page. Many calls lead to one removal.
 */
export function removeCopiesSoon(platform: Pick<Platform, 'document'>): void {
  if (isRemovalPlanned) return;
  isRemovalPlanned = true;
  const { document } = platform;
  const run = () => {
    isRemovalPlanned = false;
    removeCopies(platform);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run, { once: true });
  else void Promise.resolve().then(run);
}

/** Returns true for a frame at an address of Link. */
export const isLinkFrame = (node: Element): node is HTMLIFrameElement =>
  node.localName === 'iframe' && !!attempt(() => isLinkAddress(new URL((node as HTMLIFrameElement).src)));

/** Ends the wait for a late frame. */
let stopWaiting: (() => void) | undefined;

type WaitPlatform = Pick<Platform, 'clearTimeout' | 'document' | 'MutationObserver' | 'setTimeout'>;

/**
 * Waits for the frame of a Link that was closed before it had one, and removes the frame. All sessions share one observer. It
 * stops after `lateFrameMs`, or when the next Link is shown: then a new frame belongs to that Link.
 */
export function removeLateFrame({ clearTimeout, document, MutationObserver, setTimeout }: WaitPlatform): void {
  stopWaiting?.();
  const added = new Set<Node | null>();
  const observer = new MutationObserver((records) => {
    records.forEach(({ addedNodes }) => addedNodes.forEach((node) => added.add(node)));
    for (const frame of [...document.querySelectorAll('iframe')].filter(isLinkFrame)) {
      let outermost: Element | null = frame;
      while (added.has(outermost.parentElement)) outermost = outermost.parentElement!;
      if ([...added].some((node) => node!.contains(frame))) outermost.remove();
    }
  });
  observer.observe(document, { childList: true, subtree: true });
  const timer = setTimeout(() => stopWaiting?.(), lateFrameMs);
  stopWaiting = () => {
    observer.disconnect();
    clearTimeout(timer);
    stopWaiting = undefined;
  };
}

/** Ends the wait for a late frame, because the next Link is shown. */
export function stopWaitingForLateFrame(): void {
  stopWaiting?.();
}
