import { JunctionClient } from '@junction-api/sdk';
import { junctionApiUrl } from 'junction-connect/server';

const apiKey = process.env.JUNCTION_API_KEY;
const localJunction = 'http://localhost:4000'; // npx junction-connect sandbox

export const junction = apiKey ? junctionApiUrl(apiKey) : localJunction;

export const client = new JunctionClient({ apiKey: apiKey || 'local', baseUrl: junction });

/** Where the local Junction is. Undefined for the real one. */
export const linkLocation = apiKey ? undefined : { script: `${localJunction}/initialize.js`, origins: [localJunction] };
