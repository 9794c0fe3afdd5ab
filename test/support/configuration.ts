import type { Configuration } from '../../src/link/configuration/configuration.js';

/** An element's properties as they are when nothing but the endpoint is set. */
export const configured = (properties: Partial<Configuration> = {}): Configuration => ({
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
  successUrl: '',
  exitUrl: '',
  errorUrl: '',
  dataLayer: '',
  ...properties,
});
