/**
 * The key of a property of an element that stands for other markup. Its value is the placeholder that shows the element, or
 * the script tag that has added it. The key is the same in every copy of the package: one copy may create an element whose
 * class is from another copy.
 */
const sourceNodeKey = Symbol.for('junction-connect.sourceNode');

/** The attribute of the element of a placeholder. The page can copy the element out of its placeholder. */
export const placeholderAttribute = 'data-from-placeholder';

type ElementWithSource = Element & { [sourceNodeKey]?: Element };

/** Stores which placeholder or script tag an element stands for. */
export function setSourceNode(element: ElementWithSource, source: Element): void {
  element[sourceNodeKey] = source;
  if (!isScript(source)) element.setAttribute(placeholderAttribute, '');
}

/** Returns the placeholder or the script tag that an element stands for, if there is one. */
export const sourceNodeOf = (element: ElementWithSource): Element | undefined => element[sourceNodeKey];

/** Returns the target of an element's events: its placeholder, or the element itself. */
export function eventTargetOf(element: Element): Element {
  const source = sourceNodeOf(element);
  return source && !isScript(source) ? source : element;
}

export const isScript = (node: Element): boolean => node instanceof HTMLScriptElement;
