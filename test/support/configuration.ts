import type { Configuration } from '../../src/link/configuration/configuration.js';

/** Returns the properties of an element on which only the endpoint is set, and then the given properties. */
export const newConfiguration = (properties: Partial<Configuration> = {}): Configuration => ({
  tokenEndpoint: '/api/link-token',
  method: 'post',
  credentials: 'same-origin',
  csrfToken: '',
  csrfHeader: 'X-CSRF-Token',
  provider: '',
  providers: [],
  mode: 'auto',
  returnUrl: '',
  env: '',
  region: '',
  timeout: 10000,
  lastScreen: 4000,
  successUrl: '',
  exitUrl: '',
  errorUrl: '',
  dataLayer: '',
  ...properties,
});

/** Removes everything that `configurePage()` has added. */
export function resetPageSettings(): void {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('junction-connect.page')];
}
