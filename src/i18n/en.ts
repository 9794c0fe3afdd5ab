import type { Messages } from './messages.js';

export const en: Messages = {
  label: 'Connect a device',
  loading: 'Opening …',
  connected: 'Connected',
  error: 'That failed. Please try again.',
  broken: "Not available. Please contact this site's support.",
  link: 'Continue in a new window',
  continueHere: 'Continue in this window',
  stuck: 'Is Junction Link not working here?',
  continueInWindow: 'Continue in a new window',
  close: 'Close',
  opening: 'Junction Link opens here, to connect your device.',
  done: 'You can close this window.',
};
