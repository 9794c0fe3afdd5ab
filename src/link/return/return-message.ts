import type { Platform } from '../platform.js';

/**
 * What the return page sends to the page that launched Link. The two pages may have different versions of this package, so
 * the names in it stay.
 */
export interface ReturnMessage {
  /** The name of the launch. */
  readonly junction_session: string;
  /** When the return page was made. The same return is sent in two ways, and this tells it from the next return. */
  readonly page: number;
  /** The part of the query string that Link appended: `ReturnQuery.appended`. */
  readonly outcome: string;
}

/**
 * Returns the channel between the launching page and the return page. It also works when the window is cut off from its
 * opener. The launching page answers with an address to go to, or with an empty text when the window can close.
 */
export const returnChannel = (name: string, { BroadcastChannel }: Platform): BroadcastChannel =>
  new BroadcastChannel(`junction_session=${name}`);

export function isReturnMessage(message: unknown, name: string): message is ReturnMessage {
  const { junction_session, outcome } = Object(message) as Record<keyof ReturnMessage, unknown>;
  return junction_session === name && typeof outcome === 'string';
}
