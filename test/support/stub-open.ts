export interface StubbedOpen {
  /** The arguments of each call. */
  readonly calls: unknown[][];
  restore(): void;
}

/** Replaces `window.open`. `open` returns the opened window, or null when the browser blocks it. */
export function stubOpen(open: () => unknown): StubbedOpen {
  const original = window.open.bind(window);
  const calls: unknown[][] = [];
  window.open = ((...args: unknown[]) => {
    calls.push(args);
    return open();
  }) as typeof window.open;
  return { calls, restore: () => (window.open = original) };
}

/** Returns a fake of an opened window, with the members that the page uses. */
export const newFakeWindow = () => ({
  closed: false,
  close() {},
  focus() {},
  location: { replace() {} },
  document: document.implementation.createHTMLDocument(),
});
