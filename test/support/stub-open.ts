export interface StubbedOpen {
  /** What it was given, by call. */
  readonly calls: unknown[][];
  restore(): void;
}

/** The window of a browser that lets one open, or does not. */
export function stubOpen(open: () => unknown): StubbedOpen {
  const original = window.open.bind(window);
  const calls: unknown[][] = [];
  window.open = ((...args: unknown[]) => {
    calls.push(args);
    return open();
  }) as typeof window.open;
  return { calls, restore: () => (window.open = original) };
}

/** A window that was opened, as far as the page that opened it can tell. */
export const openedWindow = () => ({ closed: false, close() {}, focus() {}, location: { replace() {} } });
