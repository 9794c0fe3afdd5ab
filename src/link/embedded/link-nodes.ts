import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { framesIn, selfAndAncestors } from './composed-tree.js';
import {
  isInUse,
  isLinkFrame,
  markInUse,
  removeLateFrame,
  removeLeftNodes,
  removeNode,
  restoreLeftNodes,
  stopWaitingForLateFrame,
  watchForCopies,
} from './stray-nodes.js';
import { unshadowed } from '../unshadowed.js';

/** Elements that show nothing. Link's script may need them again, so they stay in the page. */
const invisibleElements = 'style, script, link, meta, template';

/**
 * The nodes that Link's script adds to the page. Link gives no access to them. So this class observes the page while
 * Link's code runs: the nodes that are added meanwhile count as Link's. Later, a new frame at an address of Link
 * counts, too.
 */
export class LinkNodes {
  readonly #platform: Platform;
  readonly #observer: MutationObserver;
  /** What was in the page before Link was shown: the children of the body, and all frames. */
  readonly #before: Set<Element>;
  /** The outermost nodes of Link: its frame, or what Link has put around its frame. */
  #roots: Element[] = [];
  #hadFrame = false;

  constructor(platform: Platform) {
    stopWaitingForLateFrame();
    watchForCopies(platform);
    this.#platform = platform;
    this.#observer = new platform.MutationObserver(() => {});
    this.#before = new Set(unshadowed(platform.document).querySelectorAll('body > *, iframe'));
  }

  /** Runs the code that shows Link. The nodes that it adds count as Link's. */
  whileLinkRuns(work: () => void): void {
    const restored = restoreLeftNodes();
    restored.forEach((node) => this.#add(node));
    this.#observer.observe(this.#platform.document, { childList: true, subtree: true });
    try {
      work();
    } finally {
      this.#takeAddedNodes();
      this.#observer.disconnect();
      const isInRestored = (frame: Element) => restored.some((node) => node.contains(frame));
      if (!this.frames().every(isInRestored)) restored.forEach((node) => this.#drop(node)); // Link has made new nodes.
    }
  }

  /** Runs code of the page that Link's code calls. The nodes that it adds do not count as Link's. */
  whilePageRuns<T>(work: () => T): T {
    this.#takeAddedNodes();
    try {
      return work();
    } finally {
      this.#observer.takeRecords();
    }
  }

  /** Finds the frames that Link has added since it was shown. They count as Link's. */
  takeNewFrames(): void {
    const page = unshadowed(this.#platform.document);
    for (const frame of page.querySelectorAll('iframe')) {
      if (!isLinkFrame(frame) || this.#before.has(frame) || isInUse(frame)) continue;
      const bodyChild = [...page.body.children].find((child) => child.contains(frame)) ?? frame;
      this.#add(this.#before.has(bodyChild) ? frame : bodyChild);
    }
  }

  /** Returns Link's frames that are in the page. */
  frames(): HTMLIFrameElement[] {
    const frames = this.#roots.flatMap(framesIn).filter(({ isConnected }) => isConnected);
    this.#hadFrame ||= frames.length > 0;
    return frames;
  }

  /**
   * Returns the frame that shows Link. It is the largest one, because Link may have small ones without content. Returns
   * `current` unless another frame is more than twice as large.
   */
  mainFrame(current: HTMLIFrameElement | undefined): HTMLIFrameElement | undefined {
    const areaOf = (frame: HTMLElement) => frame.offsetWidth * frame.offsetHeight * (frame === current ? 2 : 1);
    return this.frames().sort((one, other) => areaOf(other) - areaOf(one))[0];
  }

  /** Returns `unknown` when Link has never had a frame, and `gone` when its frames were removed from the page. */
  presence(): 'present' | 'gone' | 'unknown' {
    if (this.frames().length > 0) return 'present';
    return this.#hadFrame ? 'gone' : 'unknown';
  }

  /** Returns true for a node of Link, and for a node in it. */
  contains(start: Node | null): boolean {
    return [...selfAndAncestors(start)].some((node) => this.#roots.includes(node as Element));
  }

  /** Returns the outermost node of Link around a frame. */
  outermostOf(frame: HTMLIFrameElement): HTMLElement {
    return (this.#roots.find((root) => framesIn(root).includes(frame)) as HTMLElement | undefined) ?? frame;
  }

  /** Removes Link from the page. If Link has had no frame yet, also removes one that it adds after this call. */
  remove(): void {
    attempt(() => this.takeNewFrames()); // A page may have no body.
    const presence = this.presence();
    this.#before.clear(); // Otherwise the frame of an earlier Link may stay in memory.
    removeLeftNodes(this.#roots);
    removeLateFrame(presence === 'unknown', this.#platform);
  }

  #takeAddedNodes(): void {
    const moved = new Set<Node>(); // Link may move a node of the page. It does not become Link's.
    for (const { addedNodes, removedNodes } of this.#observer.takeRecords()) {
      for (const node of addedNodes) {
        if (!moved.has(node) && node.nodeType === 1) this.#add(node as Element);
      }
      removedNodes.forEach((node) => moved.add(node));
    }
  }

  #add(node: Element): void {
    if (!node.isConnected || this.contains(node) || node.matches(invisibleElements)) return;
    this.#roots = [...this.#roots.filter((root) => !node.contains(root)), node];
    markInUse(node);
  }

  #drop(node: Element): void {
    this.#roots = this.#roots.filter((root) => root !== node);
    removeNode(node);
  }
}
