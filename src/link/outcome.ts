import type { JunctionConnectError } from './errors.js';

/**
 * Says who ended a session. `user`: the person or Link. `page`: the page, by `close()`, or by removing the element or
 * Link's frame.
 */
export type ExitReason = 'user' | 'page';

/**
 * An outcome of a session. The element dispatches it as the event `junction-<type>`, with the other fields in its detail.
 */
export type Outcome =
  | { readonly type: 'success'; readonly provider: string | null; readonly metadata: unknown }
  | { readonly type: 'exit'; readonly reason: ExitReason }
  | { readonly type: 'error'; readonly provider: string | null; readonly error: JunctionConnectError };

export type OutcomeType = Outcome['type'];
