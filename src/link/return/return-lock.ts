import type { Platform } from '../platform.js';
import { messageDelayMs } from './return-message.js';

/**
 * The time for which a page holds the lock of a return, in milliseconds. After this time, every page has received the claim
 * message, so the lock is not needed any more.
 */
const lockMs = 1000;

/**
 * Locks a return for this page, with a Web Lock of the browser. Returns true when no other page has the lock. Pages without
 * TLS have no Web Locks, and get true. There, only the messages of the pages decide.
 */
export async function lockReturn(returnKey: string, page: number, platform: Platform): Promise<boolean> {
  const locks = platform.navigator.locks as LockManager | undefined;
  if (!locks) return true;
  return new Promise((resolve) => {
    const onLock = (lock: Lock | null) => {
      resolve(!!lock);
      return lock ? wait(lockMs, platform) : undefined;
    };
    locks.request(`junction_session=${returnKey}/${page}`, { ifAvailable: true }, onLock).catch(() => resolve(true)); // A page may not use Web Locks, for example in a frame of another site.
  });
}

/** Waits until the messages that other pages have sent have arrived. */
export const waitForMessages = (platform: Platform): Promise<void> => wait(messageDelayMs, platform);

const wait = (milliseconds: number, platform: Platform): Promise<void> =>
  new Promise((resolve) => void platform.setTimeout(resolve, milliseconds));
