import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { JunctionClient } from '@junction-api/sdk';
import express from 'express';
import { createConnectionsHandler, createLinkTokenHandler, junctionApiUrl } from 'junction-connect/server';

const { JUNCTION_API_KEY: apiKey, PORT = '3000' } = process.env;
const localJunction = 'http://localhost:4000'; // npx junction-connect sandbox
const junction = apiKey ? junctionApiUrl(apiKey) : localJunction;
const client = new JunctionClient({ apiKey: apiKey || 'local', baseUrl: junction });
const app = express();

// STAND-IN for your own sign-in: each browser gets a random cookie, and counts as one person.
const personOf = (request) => /(?:^|; )person=(demo-[\w-]{36})/.exec(request.headers.cookie ?? '')?.[1];

app.get('/', (request, response) => {
  response.cookie('person', personOf(request) ?? `demo-${randomUUID()}`, { httpOnly: true, sameSite: 'lax' });
  response.sendFile('index.html', { root: import.meta.dirname });
});

const optionsFor = (request) => ({
  client,
  getClientUserId: () => personOf(request), // the id that your site has for the person who is signed in
  onError: (cause) => console.error(`No usable answer from ${junction}:`, cause?.statusCode ?? cause?.name),
});

// Before express.json(): the handler reads the body itself.
app.all('/api/link-token', (request, response) => {
  const handleLinkToken = createLinkTokenHandler(optionsFor(request));
  return getRequestListener(handleLinkToken)(request, response);
});

// Lists what the person has connected. The person may also end a connection.
app.all('/api/connections', (request, response) => {
  const handleConnections = createConnectionsHandler({ ...optionsFor(request), canDisconnect: true });
  return getRequestListener(handleConnections)(request, response);
});

app.get('/standalone.js', (request, response) => {
  response.sendFile('standalone.js', {
    root: dirname(fileURLToPath(import.meta.resolve('junction-connect/standalone'))),
  });
});

// Tells the page where the local Junction is. The element knows the real one.
app.get('/link-location.js', (request, response) => {
  const link = { script: `${localJunction}/initialize.js`, origins: [localJunction] };
  const script = `customElements.whenDefined('junction-connect').then((it) => it.configureLink(${JSON.stringify(link)}));`;
  response.type('js').send(apiKey ? '' : script);
});

app.listen(Number(PORT), 'localhost', (error) => {
  if (error) throw error; // For example, another program uses the port.
  console.log(`Open http://localhost:${PORT}. Junction is at ${junction}`);
});
