import type { JunctionConnectError } from './errors.js';

/** Who ended a session: the person or Link, or the page by `close()` or by removing the element. */
export type ExitReason = 'user' | 'page';

/** What came of a session. The element dispatches it as the event `junction-<type>`; the other fields are in its detail. */
export type Outcome =
  | { readonly type: 'success'; readonly provider: string | null; readonly metadata: unknown }
  | { readonly type: 'exit'; readonly reason: ExitReason }
  | { readonly type: 'error'; readonly provider: string | null; readonly error: JunctionConnectError };

export type OutcomeType = Outcome['type'];
