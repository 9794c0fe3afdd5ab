/**
 * What a person is told: the button's text, what tells each status, a failure that only the site can mend, the link to
 * hosted Link, and what stands in a window of ours before and after Link.
 */
export const messages: Partial<Record<string, string>> = {
  label: 'Connect a device',
  loading: 'Opening …',
  connected: 'Connected',
  error: 'That failed. Please try again.',
  broken: 'Not available',
  link: 'Continue in a new window',
  opening: 'Junction Link opens here, to connect your device.',
  done: 'You can close this window.',
};
