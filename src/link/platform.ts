/** The part of https://w3c.github.io/trusted-types/ that is used here. TypeScript's DOM library may lack it. */
export interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/**
 * What a Link session uses of the browser. Code in `src/link` gets it as a parameter. It does not use the browser's globals: a
 * lint rule checks that. The element passes `browser`. Tests pass a fake, and control its requests, clocks and windows.
 */
export type Platform = Pick<
  typeof globalThis,
  | 'AbortSignal'
  | 'addEventListener'
  | 'BroadcastChannel'
  | 'clearTimeout'
  | 'close'
  | 'crypto'
  | 'document'
  | 'fetch'
  | 'globalThis'
  | 'history'
  | 'innerHeight'
  | 'innerWidth'
  | 'location'
  | 'navigator'
  | 'open'
  | 'opener'
  | 'parent'
  | 'performance'
  | 'self'
  | 'sessionStorage'
  | 'setTimeout'
> & {
  /**
   * Link's script defines it. Before that script has run, it can be an element with id="Vital". `createVital`, which is not our
   * code, reads `window.Vital` itself.
   */
  readonly Vital?: unknown;
  readonly trustedTypes?: TrustedTypes;
};
