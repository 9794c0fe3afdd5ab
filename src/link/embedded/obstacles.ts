import type { Platform } from '../platform.js';
import { closestInPage } from './composed-tree.js';
import type { LinkNodes } from './link-nodes.js';
import { raiseLink } from './raise-link.js';
import { elementsOver, type Obstacle, obstacleOf } from './reachability.js';

/** The prefix of the names of our own nodes. One of them is the bar, a popover at the edge of the window. */
const ownPrefix = 'junction-connect';

/**
 * Finds what keeps a person from Link. Something that covers or hides Link counts only when two calls of `find` in a
 * row find it, because it may be gone a moment later.
 */
export class ObstacleFinder {
  readonly #nodes: LinkNodes;
  readonly #platform: Platform;
  #lastFound: Obstacle | undefined;
  #lastPopover: Element | undefined;
  /** The popovers that lay over Link. True when Link could be raised above the popover. */
  readonly #popovers = new WeakMap<Element, boolean>();

  constructor(nodes: LinkNodes, platform: Platform) {
    this.#nodes = nodes;
    this.#platform = platform;
  }

  /**
   * Returns what keeps a person from the frame. Raises Link above a popover that stays over it.
   *
   * @param wasAlive False before Link's first sign of life. Until then Link may be loading out of sight.
   */
  find(frame: HTMLIFrameElement, wasAlive: boolean): Obstacle | undefined {
    const popover = this.#findPopover(frame);
    const found = obstacleOf(frame, this.#nodes, this.#platform);
    const isRepeated = found === this.#lastFound;
    this.#lastFound = found;
    if (found === 'inert' || found === 'aria-hidden') return found;
    return wasAlive && isRepeated && found ? found : popover;
  }

  #findPopover(frame: HTMLIFrameElement): 'popover' | undefined {
    const [popover] = elementsOver(frame, this.#platform)
      .filter((element) => !this.#nodes.contains(element))
      .map((element) => closestInPage(element, ':popover-open'))
      .filter((found) => found && !found.localName.startsWith(ownPrefix));
    const isRepeated = popover === this.#lastPopover;
    this.#lastPopover = popover;
    if (!popover || !isRepeated) return undefined;
    // Link is raised only once above each popover. A password manager's popover may come back over Link, and stays.
    let isRaised = this.#popovers.get(popover);
    if (isRaised === undefined) {
      isRaised = raiseLink(this.#nodes.outermostOf(frame), frame, this.#platform);
      this.#popovers.set(popover, isRaised);
    }
    return isRaised ? undefined : 'popover';
  }
}
