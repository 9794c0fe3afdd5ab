import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';

/** The styles that browsers give to a popover, unless the page or Link sets them. */
const popoverStyles = ['background-color', 'border', 'color', 'margin', 'overflow', 'padding'];

/** The styles that show whether Link still looks the same. */
const visibleStyles = [...popoverStyles, 'display', 'opacity', 'visibility'];

/** The nodes that are popovers because Link was raised before. */
const raised = new WeakSet<Element>();

/**
 * Moves Link into the top layer of the page, above everything that is there. That makes Link itself a popover. Returns
 * true when Link looks the same as before. Otherwise undoes the change, and returns false.
 *
 * @param node The outermost node of Link
 * @param frame The frame in it, or the same node
 */
export function raiseLink(node: HTMLElement, frame: Element, platform: Pick<Platform, 'getComputedStyle'>): boolean {
  if (raised.has(node)) {
    const isRaisedAgain = attempt(() => {
      node.hidePopover();
      node.showPopover();
      return true;
    });
    return !!isRaisedAgain;
  }
  if (node.hasAttribute('popover')) return false; // Link's script has made it a popover.
  const lookOf = (element: Element) => {
    const style = platform.getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height, ...visibleStyles.map((name) => style.getPropertyValue(name))];
  };
  const look = () => [node, frame].flatMap(lookOf).join();
  const { cssText } = node.style;
  const style = platform.getComputedStyle(node);
  const kept = popoverStyles.map((name) => [name, style.getPropertyValue(name)] as const);
  const before = look();
  const isSame = attempt(() => {
    node.popover = 'manual';
    kept.forEach(([name, value]) => node.style.setProperty(name, value));
    node.showPopover();
    return look() === before;
  });
  if (isSame) raised.add(node);
  else {
    attempt(() => node.hidePopover());
    node.removeAttribute('popover');
    node.style.cssText = cssText;
  }
  return !!isSame;
}
