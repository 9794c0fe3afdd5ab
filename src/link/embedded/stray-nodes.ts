import { attempt } from '../attempt.js';
import { isLinkAddress } from '../link-location.js';
import type { Platform } from '../platform.js';
import { framesIn, selfAndAncestors } from './composed-tree.js';
import { unshadowed } from '../unshadowed.js';

/**
 * Nodes of Link that belong to no session. Each of them would cover the page, and no session would close it.
 *
 * - A page's code may put a copy of Link back, from a history snapshot or a saved page.
 * - Link's script may add its frame after the session has ended.
 */

/** Marks the nodes of Link. A copy of the page's markup has the attribute, too. */
const markAttribute = 'data-junction-connect-link';

/** The nodes of the Links that are open. A copy of such a node is not in this set. */
const nodesInUse = new WeakSet<Node>();

/** The nodes that are or were nodes of a Link. A copy of such a node is not in this set. */
const linkNodes = new WeakSet<Node>();

/** The time in which a Link that was closed may still add its frame, in milliseconds. */
const lateFrameMs = 30_000;

/**
 * The attributes of Link's nodes for libraries that save or change the page. htmx must not save the page in the storage,
 * because the address of Link's frame has the token. Turbo must not remove Link when it refreshes the page by a morph.
 */
const libraryAttributes = { 'hx-history': 'false', 'data-turbo-permanent': '' };

/** Marks a node of an open Link. */
export function markInUse(node: Element): void {
  node.setAttribute(markAttribute, '');
  for (const [name, value] of Object.entries(libraryAttributes)) node.setAttribute(name, value);
  nodesInUse.add(node);
  linkNodes.add(node);
}

/** Returns true for a node of a Link that is open, and for a node in it. */
export const isInUse = (start: Node): boolean => [...selfAndAncestors(start)].some((node) => nodesInUse.has(node));

/** Removes a node of Link from the page. When the page's code puts it back, it counts as a copy. */
export function removeNode(node: Element): void {
  nodesInUse.delete(node);
  node.remove();
}

/** The nodes that the last Link had left in the page when it was closed, and the parents that they had. */
let leftNodes: { readonly node: Element; readonly parent: Node }[] = [];

/**
 * Removes the nodes of a Link that was closed. Link's script may have emptied or hidden a node that is still in the
 * page, to use it again. `restoreLeftNodes` puts such a node back.
 */
export function removeLeftNodes(nodes: readonly Element[]): void {
  const isShown = (node: Element) => framesIn(node).some((frame) => frame.getClientRects().length > 0);
  const left = nodes.filter((node) => node.isConnected && !isShown(node));
  leftNodes = left.map((node) => ({ node, parent: node.parentNode! }));
  nodes.forEach(removeNode);
}

/** Puts the left nodes back into the page, and returns them. Call it before Link is shown again. */
export function restoreLeftNodes(): Element[] {
  const restored = leftNodes.filter(({ node, parent }) => parent.isConnected && !node.isConnected);
  leftNodes = [];
  restored.forEach(({ node, parent }) => parent.appendChild(node));
  return restored.map(({ node }) => node);
}

/** Removes the marked nodes that are not in `nodes`, because they are copies. */
function removeCopies({ document }: Pick<Platform, 'document'>, nodes: WeakSet<Node>): void {
  for (const node of unshadowed(document).querySelectorAll(`[${markAttribute}]`)) {
    if (!nodes.has(node)) node.remove();
  }
}

let isWatching = false;

/**
 * Removes each copy of Link as soon as it comes into the page, before its frame loads. It does not remove a node that Link's
 * own script puts back. Call it when Link is shown, so that a page without Link has no observer.
 */
export function watchForCopies(platform: Pick<Platform, 'document' | 'MutationObserver'>): void {
  if (isWatching) return;
  isWatching = true;
  const observer = new platform.MutationObserver(() => attempt(() => removeCopies(platform, linkNodes)));
  observer.observe(platform.document, { childList: true, subtree: true });
}

let isRemovalPlanned = false;

/**
 * Removes the copies of Link from the page, after the code that runs now, or when the browser has parsed the page. Call
 * it when an element comes into the page. Many calls lead to one removal.
 */
export function removeCopiesSoon(platform: Pick<Platform, 'addEventListener' | 'document'>): void {
  if (isRemovalPlanned) return;
  isRemovalPlanned = true;
  const run = () => {
    isRemovalPlanned = false;
    attempt(() => removeCopies(platform, nodesInUse));
  };
  if (unshadowed(platform.document).readyState === 'loading')
    platform.addEventListener('DOMContentLoaded', run, { once: true });
  else void Promise.resolve().then(run);
}

/** Returns true for a frame at an address of Link. */
export const isLinkFrame = (node: Element): node is HTMLIFrameElement =>
  node.localName === 'iframe' && !!attempt(() => isLinkAddress(new URL((node as HTMLIFrameElement).src)));

/** Ends the wait for a late frame. */
let stopWaiting: (() => void) | undefined;

/**
 * The time until which a Link that was closed without a frame may still add it, in milliseconds of `performance.now()`.
 */
let frameIsMissingUntil = -Infinity;

type WaitPlatform = Pick<Platform, 'clearTimeout' | 'document' | 'MutationObserver' | 'performance' | 'setTimeout'>;

/**
 * Waits for the frame of a Link that was closed before it had one, and removes the frame. All sessions share one
 * observer. It stops after `lateFrameMs`, or when the next Link is shown, because a new frame then belongs to that
 * Link.
 *
 * @param isMissing True when the Link that was closed now had no frame. Otherwise waits only for the frame of an
 *   earlier Link.
 */
export function removeLateFrame(isMissing: boolean, platform: WaitPlatform): void {
  const { clearTimeout, document, MutationObserver, performance, setTimeout } = platform;
  stopWaiting?.();
  if (isMissing) frameIsMissingUntil = performance.now() + lateFrameMs;
  if (frameIsMissingUntil <= performance.now()) return;
  const added = new Set<Node | null>();
  const observer = new MutationObserver((records) => {
    records.forEach(({ addedNodes }) => addedNodes.forEach((node) => added.add(node)));
    for (const frame of [...unshadowed(document).querySelectorAll('iframe')].filter(isLinkFrame)) {
      let outermost: Element | null = frame;
      while (added.has(outermost.parentElement)) outermost = outermost.parentElement!;
      if ([...added].some((node) => node!.contains(frame))) outermost.remove();
    }
  });
  observer.observe(document, { childList: true, subtree: true });
  const timer = setTimeout(() => {
    frameIsMissingUntil = -Infinity;
    stopWaiting?.();
  }, lateFrameMs);
  stopWaiting = () => {
    observer.disconnect();
    clearTimeout(timer);
    stopWaiting = undefined;
  };
}

/** Ends the wait for a late frame, because the next Link is shown. `removeLateFrame` continues it. */
export function stopWaitingForLateFrame(): void {
  stopWaiting?.();
}
