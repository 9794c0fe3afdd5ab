/** Elements that show nothing, whatever is in them. */
const invisible = 'script, style, template, noscript, link, meta';

/** Elements that show only what is in them. Editors add them for an empty line. */
const lines = 'br, p, div';

/** Returns true when a node shows something, so that it can be a label. White space and empty lines show nothing. */
export function showsSomething(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return /[^\s\u200b]/.test(node.textContent!);
  if (node.nodeType !== Node.ELEMENT_NODE || (node as Element).matches(invisible)) return false;
  return !(node as Element).matches(lines) || [...node.childNodes].some(showsSomething);
}
