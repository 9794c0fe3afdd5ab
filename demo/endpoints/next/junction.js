import { JunctionClient } from '@junction-api/sdk';
import { junctionApiUrl } from 'junction-connect/server';

const apiKey = process.env.JUNCTION_API_KEY;
const localJunction = 'http://localhost:4000'; // npx junction-connect sandbox

const junction = apiKey ? junctionApiUrl(apiKey) : localJunction;

const client = new JunctionClient({ apiKey: apiKey || 'local', baseUrl: junction });

/** The options of both handlers. */
export const handlerOptions = {
  client,
  // The id that your site has for the person who is signed in. Here it is the cookie of proxy.js.
  getClientUserId: (request) => /(?:^|; )person=(demo-[\w-]{36})/.exec(request.headers.get('cookie') ?? '')?.[1],
  onError: (cause) => console.error(`No usable answer from ${junction}:`, cause?.statusCode ?? cause?.name),
};

/** Where the local Junction is. Undefined for the real one. */
export const linkLocation = apiKey ? undefined : { script: `${localJunction}/initialize.js`, origins: [localJunction] };
