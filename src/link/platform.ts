/**
 * What a session and its way back need of a browser: requests, clocks, the page and its windows. A browser's global
 * object is one; tests bring their own, with clocks, requests and windows that do as they are told.
 */
export type Platform = Pick<
  typeof globalThis,
  | 'AbortSignal'
  | 'addEventListener'
  | 'clearTimeout'
  | 'close'
  | 'document'
  | 'fetch'
  | 'history'
  | 'location'
  | 'navigator'
  | 'open'
  | 'opener'
  | 'parent'
  | 'self'
  | 'sessionStorage'
  | 'setTimeout'
>;
