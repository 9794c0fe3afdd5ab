/** The part of https://w3c.github.io/trusted-types/ that is used here. TypeScript's DOM library may lack it. */
export interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/**
 * What a Link session uses of the browser. Code in `src/link` uses no global of the browser itself, and a lint rule refuses
 * one: it gets the platform as a parameter. The element passes `browser`. Tests pass a fake, whose requests, clocks and
 * windows do as the test says.
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
   * What Link's script defines. An element with id="Vital" is here, too, until the script has run. `createVital`, which is
   * not our code, reads `window.Vital` itself.
   */
  readonly Vital?: unknown;
  readonly trustedTypes?: TrustedTypes;
};
