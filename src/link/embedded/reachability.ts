import type { Platform } from '../platform.js';
import { closestInPage, elementAt, selfAndAncestors } from './composed-tree.js';
import type { LinkNodes } from './link-nodes.js';
import { unshadowed } from '../unshadowed.js';

type PagePlatform = Pick<Platform, 'document' | 'innerHeight' | 'innerWidth'>;

/**
 * What keeps a person from a frame of Link.
 *
 * - `inert`: the attribute stops every input.
 * - `aria-hidden`: the attribute hides the frame from screen readers.
 * - `covered`: something else gets the presses at the middle of the frame, and around it.
 * - `hidden`: the window shows no part of the frame.
 * - `popover`: a popover lies over part of the frame.
 */
export type Obstacle = 'inert' | 'aria-hidden' | 'covered' | 'hidden' | 'popover';

/** The smallest part of a frame that counts as covered. A menu of a password manager covers less. */
const coveredPart = 0.2;

/** Returns what keeps a person from a frame of Link, or undefined. */
export function obstacleOf(frame: Element, nodes: LinkNodes, platform: PagePlatform): Obstacle | undefined {
  if (closestInPage(frame, '[inert]')) return 'inert';
  if (closestInPage(frame, '[aria-hidden=true]')) return 'aria-hidden';
  const over = elementsOver(frame, platform);
  if (over.length === 0) return 'hidden';
  const isOther = (element: Element | null) => !!element && !nodes.contains(element);
  const middle = over[(over.length - 1) / 2]!;
  const isCovered = isOther(middle) && over.filter(isOther).length / over.length >= coveredPart;
  // A modal dialog of the page makes the bar inert, too. So the bar would not help until the dialog is closed.
  return isCovered && !closestInPage(middle, 'dialog:modal') ? 'covered' : undefined;
}

/**
 * Returns what gets the presses at 25 points of an element, in five rows. Returns an empty list when the window shows
 * no part of the element. The entry of a point is null when nothing is there, as in a page that is not shown.
 */
export function elementsOver(element: Element, platform: PagePlatform): (Element | null)[] {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [x1, x2] = [Math.max(left, 0), Math.min(right, platform.innerWidth)];
  const [y1, y2] = [Math.max(top, 0), Math.min(bottom, platform.innerHeight)];
  if (x1 >= x2 || y1 >= y2) return [];
  const fractions = [0.1, 0.3, 0.5, 0.7, 0.9];
  return fractions.flatMap((y) => fractions.map((x) => elementAt(x1 + x * (x2 - x1), y1 + y * (y2 - y1), platform)));
}

/**
 * Returns true when Link lies over the middle of an element of the page. Returns false for an element that lies over
 * Link, such as a consent banner or the menu of a password manager.
 */
export function isUnderLink(element: Element, nodes: LinkNodes, platform: PagePlatform): boolean {
  // A custom element without a size may show something in a closed shadow root, as password managers do.
  if (!hasSize(element) && element.localName.includes('-')) return false;
  const box = closestWithSize(element);
  const { left, right, top, bottom } = box.getBoundingClientRect();
  const clamp = (position: number, size: number) => Math.min(Math.max(position, 0), size - 1);
  const x = clamp((left + right) / 2, platform.innerWidth);
  const y = clamp((top + bottom) / 2, platform.innerHeight);
  if (!nodes.contains(elementAt(x, y, platform))) return false;
  // A container may let presses through to Link, and still have something in it that lies over Link.
  return !elementsOver(box, platform).some((over) => over && over !== box && box.contains(over));
}

const hasSize = (element: Element) => {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
};

/**
 * Returns the closest of the element and its ancestors below the body that has a size. Returns the element if none has
 * one. The focus guards of libraries have no size.
 */
function closestWithSize(element: Element): Element {
  for (const node of selfAndAncestors(element)) {
    if (node === unshadowed(element.ownerDocument).body) break;
    if (node.nodeType === 1 && hasSize(node as Element)) return node as Element;
  }
  return element;
}
