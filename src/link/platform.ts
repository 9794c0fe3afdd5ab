/** The part of https://w3c.github.io/trusted-types/ that is used here. TypeScript's DOM library may lack it. */
export interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/**
 * The parts of the browser that a Link session uses. Code in `src/link` gets them as a parameter, and uses no globals of the
 * browser: a lint rule checks that. The element passes `browser`. Tests pass a fake, and control its requests, clocks and
 * windows.
 */
export type Platform = Pick<
  typeof globalThis,
  | 'AbortSignal'
  | 'addEventListener'
  | 'BroadcastChannel'
  | 'clearTimeout'
  | 'close'
  | 'console'
  | 'crypto'
  | 'Date'
  | 'document'
  | 'fetch'
  | 'frameElement'
  | 'getComputedStyle'
  | 'globalThis'
  | 'history'
  | 'innerHeight'
  | 'innerWidth'
  | 'location'
  | 'MutationObserver'
  | 'navigator'
  | 'open'
  | 'opener'
  | 'parent'
  | 'performance'
  | 'self'
  | 'sessionStorage'
  | 'setTimeout'
  | 'top'
> & {
  /**
   * The object that Link's script defines. Before that script has run, it can be an element with id="Vital". `createVital`,
   * which is not our code, reads `window.Vital` itself.
   */
  readonly Vital?: unknown;
  /** Safari before 26.2 and Firefox before 147 do not have it. */
  readonly navigation?: Pick<Navigation, 'addEventListener'>;
  readonly trustedTypes?: TrustedTypes;
};
