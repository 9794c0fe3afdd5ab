import type { VitalOptions } from '../../junction/vital-options.js';

/**
 * Types of `createVital` of `@tryvital/vital-link` 0.1.7, the framework-free core of Junction's official React hook.
 * The package's own types import React's; the path mapping in `tsconfig.json` puts these in their place.
 */

/** One Link in the page. */
export interface VitalFactory {
  open(token: string): void;
  exit(options: { force: boolean }, callback?: () => void): void;
  destroy(): void;
}

/** @throws Error when `window.Vital` is not there, and whatever `Vital.create` throws. */
export function createVital(options: VitalOptions): VitalFactory;
