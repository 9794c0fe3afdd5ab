import type { Platform } from '../platform.js';

/**
 * The message from the return page to the page that launched Link. The two pages may have different versions of this
 * package, so do not change the names of the fields.
 */
export interface ReturnMessage {
  /** The return key of the launch. */
  readonly junction_session: string;
  /**
   * The time at which the return page was loaded. Each return is sent in two ways. Both messages of a return have the same
   * time.
   */
  readonly page: number;
  /** The part of the query string that Link appended, `ReturnQuery.appended`. */
  readonly outcome: string;
}

/**
 * Returns the channel between the launching page and the return page. It also works when the window is cut off from its
 * opener. The launching page answers with the address that the window must go to, or with an empty text to close the window.
 */
export const returnChannel = (returnKey: string, { BroadcastChannel }: Platform): BroadcastChannel =>
  new BroadcastChannel(`junction_session=${returnKey}`);

/** Returns true for a message of the launch with this key. */
export function isReturnMessage(message: unknown, returnKey: string): message is ReturnMessage {
  const { junction_session, outcome } = Object(message) as Record<keyof ReturnMessage, unknown>;
  return junction_session === returnKey && typeof outcome === 'string';
}
