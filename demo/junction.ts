import { JunctionClient } from '@junction-api/sdk';
import { environmentOf } from './environment.js';
import { type LocalApi, localJunction } from './local-junction.js';
import type { Junction } from './site.js';
import { createSiteEndpoints } from './site-endpoints.js';

/**
 * Returns the Junction that the variables name: the real one with `JUNCTION_API_KEY`, otherwise the local one. It does not
 * send a request yet.
 *
 * @throws Error if the key has no known prefix. The text does not contain the key.
 */
export function createJunction({ JUNCTION_API_KEY, JUNCTION_USER_ID }: NodeJS.ProcessEnv): Junction {
  const key = JUNCTION_API_KEY?.trim();
  return key ? realJunction(key, JUNCTION_USER_ID?.trim()) : localJunction(createLocalClient);
}

function realJunction(apiKey: string, userId?: string): Junction {
  const { name, region, api } = environmentOf(apiKey);
  const client = new JunctionClient({ apiKey, environment: api });
  const site = createSiteEndpoints(client, userId);
  return { name, region, description: `${name} (${region.toUpperCase()})`, at: () => site };
}

/** Returns the SDK's client for the local Junction. */
const createLocalClient = ({ baseUrl, answer }: LocalApi) =>
  new JunctionClient({
    apiKey: 'sk_us_local',
    baseUrl,
    // The requests stay in this process, so neither a proxy nor another program can answer them.
    fetch: (address, init) => answer(new Request(address, init)),
  });
