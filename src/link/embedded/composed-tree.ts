import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { unshadowed } from '../unshadowed.js';

/** Functions that search the page, also inside open shadow roots. */

/** Returns the node and its ancestors. The host of a shadow root counts as the parent of what is in it. */
export function* selfAndAncestors(start: Node | null): Generator<Node> {
  for (let node = start; node; node = parentOf(node)) yield node;
}

/** Returns the parent of a node, or the host of a shadow root. */
function parentOf(node: Node): Node | null {
  // A field or an image with the name `parentNode` hides the parent of its form or of the document. A walk up
  // the tree would then not end.
  const { nodeType, parentNode } = unshadowed(node);
  return nodeType === 11 ? (node as ShadowRoot).host : parentNode; // DOCUMENT_FRAGMENT_NODE
}

/** Returns the first of the node and its ancestors that matches the selector. An unknown selector matches nothing. */
export function closestInPage(start: Node | null, selector: string): Element | undefined {
  for (const node of selfAndAncestors(start)) {
    if (attempt(() => (node as Element).matches(selector))) return node as Element;
  }
  return undefined;
}

/** Returns the innermost element with the focus. */
export function focusedElement({ document }: Pick<Platform, 'document'>): Element | null {
  let element = unshadowed(document).activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Returns the innermost element at a point of the window. */
export function elementAt(x: number, y: number, { document }: Pick<Platform, 'document'>): Element | null {
  let element = unshadowed(document).elementFromPoint(x, y);
  for (;;) {
    const root = element?.shadowRoot;
    const inner = root?.elementFromPoint(x, y);
    // `root.elementFromPoint` may return an element outside of the root.
    if (!inner || inner.getRootNode() !== root) return element;
    element = inner;
  }
}

/** Returns the frames in a node, also in open shadow roots, and the node itself if it is a frame. */
export function framesIn(node: Element | ShadowRoot): HTMLIFrameElement[] {
  return [node, ...node.querySelectorAll('*')].flatMap((inner) => {
    const { localName, shadowRoot } = inner as Element;
    if (localName === 'iframe') return [inner as HTMLIFrameElement];
    return shadowRoot ? framesIn(shadowRoot) : [];
  });
}
