import type { Platform } from '../platform.js';
import { closestInPage, elementAt } from './composed-tree.js';
import type { LinkNodes } from './link-nodes.js';

type PagePlatform = Pick<Platform, 'document' | 'innerHeight' | 'innerWidth'>;

/**
 * What keeps a person from a frame of Link. `inert` stops every input. `aria-hidden` hides the frame from screen readers.
 * `covered`: something else gets the presses at the middle of the frame. `hidden`: the window shows no part of the frame.
 * `popover`: a popover lies over part of the frame.
 */
export type Obstacle = 'inert' | 'aria-hidden' | 'covered' | 'hidden' | 'popover';

/** Returns what keeps a person from a frame of Link, or undefined. */
export function obstacleOf(frame: Element, nodes: LinkNodes, platform: PagePlatform): Obstacle | undefined {
  if (closestInPage(frame, '[inert]')) return 'inert';
  if (closestInPage(frame, '[aria-hidden=true]')) return 'aria-hidden';
  const over = elementsOver(frame, platform);
  if (over.length === 0) return 'hidden';
  const [middle] = over;
  // A window that shows nothing has nothing at a point. A modal dialog of the page comes first, and stops the bar, too.
  if (!middle || nodes.contains(middle) || closestInPage(middle, 'dialog:modal')) return undefined;
  return 'covered';
}

/**
 * Returns what gets the presses at nine points of an element. The first point is the middle. Returns an empty list when the
 * window shows no part of the element.
 */
export function elementsOver(element: Element, platform: PagePlatform): (Element | null)[] {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [x1, x2] = [Math.max(left, 0), Math.min(right, platform.innerWidth)];
  const [y1, y2] = [Math.max(top, 0), Math.min(bottom, platform.innerHeight)];
  if (x1 >= x2 || y1 >= y2) return [];
  const fractions = [0.5, 0.1, 0.9];
  return fractions.flatMap((x) => fractions.map((y) => elementAt(x1 + x * (x2 - x1), y1 + y * (y2 - y1), platform)));
}

/**
 * Returns true when Link lies over the middle of an element of the page. An element that lies over Link is not under it, for
 * example a consent banner or the menu of a password manager.
 */
export function isUnderLink(element: Element, nodes: LinkNodes, platform: PagePlatform): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  // A custom element without a size may show something in a closed shadow root, as password managers do.
  if (left === right && top === bottom && element.localName.includes('-')) return false;
  const clamp = (position: number, size: number) => Math.min(Math.max(position, 0), size - 1);
  const x = clamp((left + right) / 2, platform.innerWidth);
  const y = clamp((top + bottom) / 2, platform.innerHeight);
  return nodes.contains(elementAt(x, y, platform));
}
