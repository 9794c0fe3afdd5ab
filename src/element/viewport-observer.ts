/** The callbacks of the elements that have not been visible yet. */
const callbacks = new Map<Element, () => void>();

/** One observer for all elements. It is created when the first element needs it. */
let observer: IntersectionObserver | undefined;

/** Calls the function once, when the element enters the visible part of the page. */
export function callWhenVisible(element: Element, callback: () => void): void {
  if (!('IntersectionObserver' in globalThis)) return; // As in jsdom.
  callbacks.set(element, callback);
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const onVisible = isIntersecting && callbacks.get(target);
      if (!onVisible) continue;
      stopWaitingForVisible(target);
      onVisible();
    }
  });
  observer.observe(element);
}

/** Stops waiting for an element, for example because it was removed from the page. */
export function stopWaitingForVisible(element: Element): void {
  if (callbacks.delete(element)) observer?.unobserve(element);
}
