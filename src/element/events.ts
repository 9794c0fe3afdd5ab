import type { LaunchMode } from '../link/configuration/configuration.js';
import type { JunctionConnectError } from '../link/errors.js';
import type { ExitReason } from '../link/outcome.js';

/** The fields in the detail of every event. */
export interface SessionDetail {
  /** The id of the session, the same in all its events. It is not secret, and it proves nothing. */
  readonly sessionId: string;
  /** The way Link is launched, or would be launched. */
  readonly mode: LaunchMode;
}

export interface SuccessDetail extends SessionDetail {
  /** The provider's slug that Link reports, else the `provider` attribute, else null. */
  readonly provider: string | null;
  /** The data that an embedded Link passes. Junction does not document its shape. It is null for hosted Link. */
  readonly metadata: unknown;
}

export interface ExitDetail extends SessionDetail {
  /**
   * `user`: the person or Link ended the session. `page`: the page called `close()`, or removed the element or Link's
   * frame.
   */
  readonly reason: ExitReason;
}

export interface ErrorDetail extends SessionDetail {
  /** The provider's slug that Link reports, else the `provider` attribute, else null. */
  readonly provider: string | null;
  /**
   * The error: its `code`, a `message` for the site's owner, `retryable` (true when another try may help), and the HTTP
   * `status`.
   */
  readonly error: JunctionConnectError;
}

/** A person wants to connect. No token has been requested yet. Prevent the event if Link must not be launched. */
export type JunctionOpenEvent = CustomEvent<SessionDetail>;

/** Link reports that a device was connected. Only the backend can know it for certain. */
export type JunctionSuccessEvent = CustomEvent<SuccessDetail>;

/** The person has left Link, or the page has closed it, without a connection. */
export type JunctionExitEvent = CustomEvent<ExitDetail>;

/** Something failed. A success may still follow. */
export type JunctionErrorEvent = CustomEvent<ErrorDetail>;

declare global {
  /** The events bubble, so a listener can be on an element, on the document or on the window. */
  interface GlobalEventHandlersEventMap {
    'junction-open': JunctionOpenEvent;
    'junction-success': JunctionSuccessEvent;
    'junction-exit': JunctionExitEvent;
    'junction-error': JunctionErrorEvent;
  }
}
