import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { JunctionClient } from '@junction-api/sdk';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createConnectionsHandler, createLinkTokenHandler, junctionApiUrl } from 'junction-connect/server';

const { JUNCTION_API_KEY: apiKey, PORT = '3000' } = process.env;
const localJunction = 'http://localhost:4000'; // npx junction-connect sandbox
const junction = apiKey ? junctionApiUrl(apiKey) : localJunction;
const client = new JunctionClient({ apiKey: apiKey || 'local', baseUrl: junction });
const app = new Hono();

// STAND-IN for your own sign-in: each browser gets a random cookie, and counts as one person.
const personOf = (context) => /^demo-[\w-]{36}$/.exec(getCookie(context, 'person') ?? '')?.[0];

app.get('/', async (context) => {
  setCookie(context, 'person', personOf(context) ?? `demo-${randomUUID()}`, { httpOnly: true, sameSite: 'Lax' });
  return context.html(await readFile(new URL('index.html', import.meta.url), 'utf8'));
});

const optionsFor = (context) => ({
  client,
  getClientUserId: () => personOf(context), // the id that your site has for the person who is signed in
  onError: (cause) => console.error(`No usable answer from ${junction}:`, cause?.statusCode ?? cause?.name),
});

app.all('/api/link-token', (context) => createLinkTokenHandler(optionsFor(context))(context.req.raw));

// Lists what the person has connected. The person may also end a connection.
app.all('/api/connections', (context) => {
  const handleConnections = createConnectionsHandler({ ...optionsFor(context), canDisconnect: true });
  return handleConnections(context.req.raw);
});

const javascript = { 'Content-Type': 'text/javascript' };

app.get('/standalone.js', async (context) => {
  const file = new URL(import.meta.resolve('junction-connect/standalone'));
  return context.body(await readFile(file, 'utf8'), 200, javascript);
});

// Tells the page where the local Junction is. The element knows the real one.
app.get('/link-location.js', (context) => {
  const link = { script: `${localJunction}/initialize.js`, origins: [localJunction] };
  const script = `customElements.whenDefined('junction-connect').then((it) => it.configureLink(${JSON.stringify(link)}));`;
  return context.body(apiKey ? '' : script, 200, javascript);
});

serve({ fetch: app.fetch, port: Number(PORT), hostname: 'localhost' }, () => {
  console.log(`Open http://localhost:${PORT}. Junction is at ${junction}`);
});
