import { JunctionClient } from '@junction-api/sdk';
import { createSandbox } from 'junction-connect/sandbox';
import { environmentOf } from './environment.js';
import { createPerson, type Person } from './person.js';

/** The Junction that the demo talks to. */
export interface Junction {
  readonly name: 'local' | 'sandbox' | 'production';
  readonly region: 'us' | 'eu';
  /** One line for people. */
  readonly description: string;
  /** Its two sides, for a page that is served at an origin. */
  at(origin: string): JunctionSite;
}

interface JunctionSite extends Person {
  readonly client: JunctionClient;
  /** Answers for a Junction that is served by the demo itself. */
  readonly answer?: (request: Request) => Promise<Response>;
}

/** Where the local Junction is, below the origin of the page. */
export const localPath = '/junction';

/** For the user, who may have to be created and then found: with the token's five, less than the element's ten seconds. */
const patience = { timeoutInSeconds: 2, maxRetries: 0 };

/**
 * The Junction that the variables ask for: the real one with `JUNCTION_API_KEY`, else a local stand-in. Asks nothing yet.
 *
 * @throws Error for a key that cannot be one; it does not quote the key.
 */
export function createJunction({ JUNCTION_API_KEY, JUNCTION_USER_ID }: NodeJS.ProcessEnv): Junction {
  const key = JUNCTION_API_KEY?.trim();
  return key ? realJunction(key, JUNCTION_USER_ID?.trim()) : localJunction();
}

function realJunction(apiKey: string, userId?: string): Junction {
  const { name, region, api } = environmentOf(apiKey);
  const client = new JunctionClient({ apiKey, environment: api, ...patience });
  const site = { client, ...createPerson(client, userId) };
  return { name, region, description: `${name} (${region.toUpperCase()})`, at: () => site };
}

/** One for each origin: it names that origin in what it answers, and `localhost` has three names. */
function localJunction(): Junction {
  const sites = new Map<string, JunctionSite>();
  const createSite = (origin: string): JunctionSite => {
    const answer = createSandbox({ origin, basePath: localPath, providerParameter: true });
    const client = new JunctionClient({
      apiKey: 'sk_us_local',
      baseUrl: origin + localPath,
      // Within this process: no proxy and no other program comes in between.
      fetch: (address, init) => answer(new Request(address, init)),
      ...patience,
    });
    return { answer, client, ...createPerson(client) };
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
