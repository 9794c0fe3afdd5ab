/**
 * The one place through which a session reaches outside. A browser's global object is one; tests bring their own, with
 * clocks and requests that do as they are told.
 */
export type Platform = Pick<
  typeof globalThis,
  'AbortSignal' | 'crypto' | 'document' | 'fetch' | 'location' | 'setTimeout' | 'clearTimeout'
>;
