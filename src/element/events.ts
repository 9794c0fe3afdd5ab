import type { LaunchMode } from '../link/configuration/configuration.js';
import type { JunctionConnectError } from '../link/errors.js';
import type { ExitReason } from '../link/outcome.js';

/** What every event tells. */
export interface SessionDetail {
  /** Names the session: the same in all its events. It is no secret and no proof. */
  readonly sessionId: string;
  /** The way that Link is, or would be, launched. */
  readonly mode: LaunchMode;
}

export interface SuccessDetail extends SessionDetail {
  /** The provider's slug as Link told it, else the `provider` attribute, else null. */
  readonly provider: string | null;
  /** What an embedded Link passed along, of a shape that Junction does not document; null from hosted Link. */
  readonly metadata: unknown;
}

export interface ExitDetail extends SessionDetail {
  /** `user`: the person or Link ended it; `page`: `close()` did, or the element was removed. */
  readonly reason: ExitReason;
}

export interface ErrorDetail extends SessionDetail {
  /** The provider's slug as Link told it, else the `provider` attribute, else null. */
  readonly provider: string | null;
  /** What went wrong: a `code`, a `message` for the site's owner, whether trying again may help, and the HTTP `status`. */
  readonly error: JunctionConnectError;
}

/** Somebody wants to connect. Prevent it to keep Link from being launched: nothing has been requested yet. */
export type JunctionOpenEvent = CustomEvent<SessionDetail>;

/** A device was connected, as far as a browser can tell; the backend knows. */
export type JunctionSuccessEvent = CustomEvent<SuccessDetail>;

/** Link was left without a connection. */
export type JunctionExitEvent = CustomEvent<ExitDetail>;

/** Something went wrong; a success may still follow. */
export type JunctionErrorEvent = CustomEvent<ErrorDetail>;

declare global {
  /** The events bubble: an element, the document and the window have them alike. */
  interface GlobalEventHandlersEventMap {
    'junction-open': JunctionOpenEvent;
    'junction-success': JunctionSuccessEvent;
    'junction-exit': JunctionExitEvent;
    'junction-error': JunctionErrorEvent;
  }
}
