import { providers } from '../../junction/provider-details.js';
import { sdkProviders } from '../../junction/sdk-providers.js';
import type { ListedProvider } from './describe.js';

/**
 * The providers of `GET /v2/providers`. Those of Junction's mobile SDK are among them, because `auth_type` has the value `sdk`.
 * It is not known whether Junction's own list has them.
 */
export const providerList: readonly ListedProvider[] = [
  ...providers,
  ...sdkProviders.map((provider) => ({ ...provider, authType: 'sdk' as const })),
];
