import type { SessionStatus } from '../link/session.js';

/** What the element says to a person: the button's text, what tells each status, and a failure that only the site can mend. */
export const messages: Partial<Record<SessionStatus | 'label' | 'broken', string>> = {
  label: 'Connect a device',
  loading: 'Opening …',
  connected: 'Connected',
  error: 'That failed. Please try again.',
  broken: 'Not available',
};
