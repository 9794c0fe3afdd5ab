import { JunctionClient } from '@junction-api/sdk';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createConnectionsHandler, createLinkTokenHandler, junctionApiUrl } from 'junction-connect/server';

const localJunction = 'http://localhost:4000'; // npx junction-connect sandbox
const app = new Hono();

// One client for all requests: the handlers remember for each client which Junction users they have found.
let client;
const junctionFor = ({ JUNCTION_API_KEY: apiKey }) => (apiKey ? junctionApiUrl(apiKey) : localJunction);
const clientFor = (env) =>
  (client ??= new JunctionClient({ apiKey: env.JUNCTION_API_KEY || 'local', baseUrl: junctionFor(env) }));

// STAND-IN for your own sign-in: each browser gets a random cookie, and counts as one person.
const personOf = (context) => /^demo-[\w-]{36}$/.exec(getCookie(context, 'person') ?? '')?.[0];

app.get('/', async (context) => {
  setCookie(context, 'person', personOf(context) ?? `demo-${crypto.randomUUID()}`, { httpOnly: true, sameSite: 'Lax' });
  const page = await context.env.ASSETS.fetch(context.req.raw); // public/index.html
  return context.html(await page.text());
});

const optionsFor = (context) => ({
  client: clientFor(context.env),
  getClientUserId: () => personOf(context), // the id that your site has for the person who is signed in
  onError: (cause) =>
    console.error(`No usable answer from ${junctionFor(context.env)}:`, cause?.statusCode ?? cause?.name),
});

app.all('/api/link-token', (context) => createLinkTokenHandler(optionsFor(context))(context.req.raw));

// Lists what the person has connected. The person may also end a connection.
app.all('/api/connections', (context) => {
  const handleConnections = createConnectionsHandler({ ...optionsFor(context), canDisconnect: true });
  return handleConnections(context.req.raw);
});

// Tells the page where the local Junction is. The element knows the real one.
app.get('/link-location.js', (context) => {
  const link = { script: `${localJunction}/initialize.js`, origins: [localJunction] };
  const script = `customElements.whenDefined('junction-connect').then((it) => it.configureLink(${JSON.stringify(link)}));`;
  return context.body(context.env.JUNCTION_API_KEY ? '' : script, 200, { 'Content-Type': 'text/javascript' });
});

app.get('*', (context) => context.env.ASSETS.fetch(context.req.raw));

export default app;
