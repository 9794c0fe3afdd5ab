/** Matches what editors add for an empty line. */
const emptyLine = 'br, p';

/** Returns true when the content of a node shows something. White space and empty lines show nothing. */
export const hasVisibleContent = (element: Element): boolean =>
  !!element.querySelector(`:not(${emptyLine})`) || !!element.textContent.trim();

/** Returns true when a node is a label: it shows something, and it has no slot of its own. */
export function isLabel(node: Node): boolean {
  if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE && !!node.textContent?.trim();
  return !node.slot && (!node.matches(emptyLine) || hasVisibleContent(node));
}
