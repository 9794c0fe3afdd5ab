/**
 * The requests, clocks and page of a session. A browser's global object is one; tests bring their own, with clocks and
 * requests that do as they are told.
 */
export type Platform = Pick<
  typeof globalThis,
  'AbortSignal' | 'document' | 'fetch' | 'location' | 'setTimeout' | 'clearTimeout'
>;
