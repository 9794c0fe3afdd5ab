import { JunctionClient } from '@junction-api/sdk';
import { createConnectionsHandler, createLinkTokenHandler } from 'junction-connect/server';

const variable = (name: string) => Deno.env.get(name) ?? '';
const site = variable('SITE_ORIGIN'); // The function is at another origin than the pages that call it.

// STAND-IN for your own session: with Supabase Auth, `supabase.auth.getUser(token)` returns the user of the access token.
const sessions = new Map([['demo-access-token', 'person-1']]); // Your own id of each person, by access token.
const tokenOf = (request: Request) => /^Bearer (.+)$/.exec(request.headers.get('Authorization') ?? '')?.[1];

const options = {
  client: new JunctionClient({ apiKey: variable('JUNCTION_API_KEY'), baseUrl: variable('JUNCTION_API_URL') }),
  getClientUserId: (request: Request) => sessions.get(tokenOf(request) ?? ''),
  allowedOrigins: [site],
  onError: (cause: unknown) => {
    const { statusCode, name } = cause as Error & { statusCode?: number };
    console.error('No usable answer from Junction:', statusCode ?? name);
  },
};
const handleLinkToken = createLinkTokenHandler({ ...options, allowedRedirectOrigins: [site] });
const handleConnections = createConnectionsHandler({ ...options, canDisconnect: true });

// A path that ends with /connections belongs to the connections endpoint. Every other path belongs to the token endpoint.
Deno.serve((request) =>
  new URL(request.url).pathname.endsWith('/connections') ? handleConnections(request) : handleLinkToken(request),
);
