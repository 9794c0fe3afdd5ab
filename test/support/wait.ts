/** How tests in a page wait. */
import { aTimeout, waitUntil as waitInPage } from '@open-wc/testing';

/** Waits until something is true. A slow machine may take some seconds for it. */
export const waitUntil = (isTrue: () => unknown, failure: string): Promise<void> =>
  waitInPage(isTrue, failure, { timeout: 8000 });

/**
 * Waits until the script has searched the page for placeholders, and then once more for what the first search has changed. It
 * waits in short steps: after the machine has stopped for a moment, a single timer would end before the second search.
 */
export async function searched(): Promise<void> {
  for (let step = 0; step < 5; step += 1) await aTimeout(50);
}
