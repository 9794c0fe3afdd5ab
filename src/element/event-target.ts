/**
 * The key of a property of an element in a placeholder. Its value is the placeholder, which is the target of the events.
 * The key is the same in every copy of the package: one copy may create an element whose class is from another copy.
 */
const eventTargetKey = Symbol.for('junction-connect.eventTarget');

type ElementWithTarget = Element & { [eventTargetKey]?: Element };

/** Makes a placeholder the target of an element's events. */
export function setEventTarget(element: ElementWithTarget, placeholder: Element): void {
  element[eventTargetKey] = placeholder;
}

/** Returns the target of an element's events: its placeholder, or the element itself. */
export const eventTargetOf = (element: ElementWithTarget): Element => element[eventTargetKey] ?? element;
