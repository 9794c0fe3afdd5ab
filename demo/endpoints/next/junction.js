import { JunctionClient } from '@junction-api/sdk';
import { junctionApiUrl } from 'junction-connect/server';

const apiKey = process.env.JUNCTION_API_KEY;
const localJunction = 'http://localhost:4000'; // npx junction-connect sandbox

export const client = new JunctionClient(
  apiKey ? { apiKey, baseUrl: junctionApiUrl(apiKey) } : { apiKey: 'local', baseUrl: localJunction },
);

/** Where the local Junction is. Undefined for the real one. */
export const linkLocation = apiKey ? undefined : { script: `${localJunction}/initialize.js`, origins: [localJunction] };
