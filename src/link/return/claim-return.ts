import type { Platform } from '../platform.js';

/** The time in which the claim of another page arrives, in milliseconds. */
const messageDelayMs = 100;

/**
 * The time for which a claim is kept, in milliseconds. After it, every page has got the message of the page that has claimed
 * the return.
 */
const claimMs = 1000;

/**
 * Claims a return for this page, so that only one of several pages dispatches its event. Returns true when this page
 * may dispatch it. The browsers' Web Locks decide between pages that claim it at the same time. They are missing in pages
 * without TLS.
 *
 * @param isClaimed Returns true when another page has said that it has claimed the return.
 */
export async function claimReturn(
  { returnKey, page }: { readonly returnKey: string; readonly page: number },
  isClaimed: () => boolean,
  platform: Platform,
): Promise<boolean> {
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => void platform.setTimeout(resolve, milliseconds));
  const isLocked = new Promise<boolean>((resolve) => {
    const onLock = (lock: unknown) => {
      resolve(!!lock);
      return lock ? wait(claimMs) : undefined;
    };
    const locks = platform.navigator.locks as LockManager | undefined;
    if (!locks) return resolve(true);
    locks.request(`junction_session=${returnKey}/${page}`, { ifAvailable: true }, onLock).catch(() => resolve(true)); // A page may not use Web Locks, for example in a frame of another site.
  });
  if (!(await isLocked)) return false;
  await wait(messageDelayMs);
  return !isClaimed();
}
