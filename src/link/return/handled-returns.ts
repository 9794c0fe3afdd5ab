/** The number of returns that are remembered. A person has only a few windows open. */
const maxCount = 20;

const handled: string[] = [];

const keyOf = (returnKey: string, page: number) => `${returnKey}/${page}`;

/** Remembers that this page has reported a return. */
export function markHandled(returnKey: string, page: number): void {
  handled.push(keyOf(returnKey, page));
  if (handled.length > maxCount) handled.shift();
}

/** Returns true when this page has reported the return. A return page that was loaded again may send a return twice. */
export const isHandled = (returnKey: string, page: number): boolean => handled.includes(keyOf(returnKey, page));
