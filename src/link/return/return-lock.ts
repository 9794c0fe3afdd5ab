import type { Platform } from '../platform.js';

/** The time to wait for the claim message of another page, in milliseconds. */
const messageDelayMs = 100;

/**
 * The time for which a page holds the lock of a return, in milliseconds. After this time, every page has received the claim
 * message, so the lock is not needed any more.
 */
const lockMs = 1000;

/**
 * Claims a return for this page, so that only one of several pages dispatches its event. Returns true when this page may
 * dispatch the event. When several pages claim a return at the same time, a Web Lock lets only one of them have it. Pages
 * without TLS have no Web Locks. There, only the claim messages decide.
 *
 * @param isClaimed Returns true when a claim message of another page has arrived.
 */
export async function acquireReturn(
  { returnKey, page }: { readonly returnKey: string; readonly page: number },
  isClaimed: () => boolean,
  platform: Platform,
): Promise<boolean> {
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => void platform.setTimeout(resolve, milliseconds));
  const isLocked = new Promise<boolean>((resolve) => {
    const onLock = (lock: unknown) => {
      resolve(!!lock);
      return lock ? wait(lockMs) : undefined;
    };
    const locks = platform.navigator.locks as LockManager | undefined;
    if (!locks) return resolve(true);
    // The request fails where a page may not use Web Locks, for example in a frame of another site.
    locks.request(`junction_session=${returnKey}/${page}`, { ifAvailable: true }, onLock).catch(() => resolve(true));
  });
  if (!(await isLocked)) return false;
  await wait(messageDelayMs);
  return !isClaimed();
}
