import { JunctionClient } from '@junction-api/sdk';
import { createSandbox } from 'junction-connect/sandbox';
import { environmentOf } from './environment.js';
import { createSiteEndpoints, type SiteEndpoints } from './site-endpoints.js';

/** The Junction that the demo uses: the real one, or the local one. */
export interface Junction {
  readonly name: 'local' | 'sandbox' | 'production';
  readonly region: 'us' | 'eu';
  /** One line that the server prints. */
  readonly description: string;
  /** Returns what the demo needs of Junction when its page is served at this origin. */
  at(origin: string): JunctionSite;
}

interface JunctionSite extends SiteEndpoints {
  /** Answers the requests to the local Junction. Undefined for the real one, which the demo does not serve. */
  readonly answer?: (request: Request) => Promise<Response>;
}

/** The path of the local Junction, at the origin of the page. */
export const localPath = '/junction';

/**
 * Returns the Junction that the variables name: the real one with `JUNCTION_API_KEY`, otherwise the local one. It does not
 * send a request yet.
 *
 * @throws Error if the key has no known prefix. The text does not contain the key.
 */
export function createJunction({ JUNCTION_API_KEY, JUNCTION_USER_ID }: NodeJS.ProcessEnv): Junction {
  const key = JUNCTION_API_KEY?.trim();
  return key ? realJunction(key, JUNCTION_USER_ID?.trim()) : localJunction();
}

function realJunction(apiKey: string, userId?: string): Junction {
  const { name, region, api } = environmentOf(apiKey);
  const client = new JunctionClient({ apiKey, environment: api });
  const site = createSiteEndpoints(client, userId);
  return { name, region, description: `${name} (${region.toUpperCase()})`, at: () => site };
}

/**
 * Returns the local Junction. It makes one sandbox for each origin, because the answers of a sandbox contain its origin, and
 * the demo can be reached by three host names.
 */
function localJunction(): Junction {
  const sites = new Map<string, JunctionSite>();
  const createSite = (origin: string): JunctionSite => {
    const answer = createSandbox({ origin, basePath: localPath, providerParameter: true });
    const client = new JunctionClient({
      apiKey: 'sk_us_local',
      baseUrl: origin + localPath,
      // The requests stay in this process, so neither a proxy nor another program can answer them.
      fetch: (address, init) => answer(new Request(address, init)),
    });
    return { answer, ...createSiteEndpoints(client) };
  };
  return {
    name: 'local',
    region: 'us',
    description: 'a local stand-in; nothing leaves this machine',
    at(origin) {
      const site = sites.get(origin) ?? createSite(origin);
      sites.set(origin, site);
      return site;
    },
  };
}
