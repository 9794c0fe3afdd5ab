import { readFileSync } from 'node:fs';
import type { Respond } from './listen.js';

/** The classic script with both elements. */
const script = readFileSync(new URL('connections.js', import.meta.resolve('junction-connect/standalone')));

const oura = { provider: 'oura', name: 'Oura', logo: null };

/**
 * Answers for a site with a list of connections: `/connections.js` is the script, and `/api/connections` lists Oura.
 *
 * @param isConnected Returns true when the person has connected Oura.
 */
export const respondWithConnections =
  (isConnected: () => boolean): Respond =>
  (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/connections.js')
      return new Response(script, {
        headers: { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' },
      });
    if (pathname !== '/api/connections') return new Response('Not found', { status: 404 });
    const connections = isConnected() ? [{ ...oura, status: 'connected', since: null }] : [];
    return Response.json({ connections, available: [oura] });
  };
