export { providers, type Provider, type ProviderAuthType } from './junction/provider-details.js';
export { nameOfProvider, type ProviderAvailability, providersDate, unlinkableSlugs } from './junction/providers.js';
