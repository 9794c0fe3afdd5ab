import type { VitalOptions } from '../../junction/vital-options.js';

/**
 * Types of `createVital` of `@tryvital/vital-link` 0.1.7. It is the part of Junction's official React hook that needs no
 * React. The package's own types import React's types, so the path mapping in `tsconfig.json` replaces them by these.
 */

/** An embedded Link. */
export interface VitalFactory {
  open(token: string): void;
  exit(options: { force: boolean }, callback?: () => void): void;
  destroy(): void;
}

/** @throws Error when there is no `window.Vital`, and any error of `Vital.create`. */
export function createVital(options: VitalOptions): VitalFactory;
