import type { Platform } from '../platform.js';

/** What the page that hosted Link comes back to tells the page that launched it. */
export interface ReturnMessage {
  /** The name of the launch. */
  readonly junction_session: string;
  /** The same return calls by two ways: when its page was made tells it from others. */
  readonly page: number;
  readonly outcome: string;
}

/**
 * Where the pages of one launch hear each other: also a window whose opener was severed. The launching page answers with
 * an address to go to, or with none when the window has done its work.
 */
export const returnChannel = (name: string, { BroadcastChannel }: Platform): BroadcastChannel =>
  new BroadcastChannel(`junction_session=${name}`);

export function isReturnMessage(message: unknown, name: string): message is ReturnMessage {
  const { junction_session, outcome } = Object(message) as Record<keyof ReturnMessage, unknown>;
  return junction_session === name && typeof outcome === 'string';
}
