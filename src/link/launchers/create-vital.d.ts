/**
 * Types of `createVital` of `@tryvital/vital-link` 0.1.7, the framework-free core of Junction's official React hook.
 * The package's own types import React's; the path mapping in `tsconfig.json` puts these in their place.
 */

/** What a page gives Link. Link's callbacks may pass anything: their arguments are not documented. */
export interface VitalOptions {
  env: string;
  region: string;
  onSuccess: (...args: unknown[]) => void;
  onExit: (...args: unknown[]) => void;
  onError: (...args: unknown[]) => void;
  onLoad?: (...args: unknown[]) => void;
}

/** One Link in the page. */
export interface VitalFactory {
  open(token: string): void;
  exit(options: { force: boolean }, callback?: () => void): void;
  destroy(): void;
}

/** @throws Error when `window.Vital` is not there, and whatever `Vital.create` throws. */
export function createVital(options: VitalOptions): VitalFactory;
