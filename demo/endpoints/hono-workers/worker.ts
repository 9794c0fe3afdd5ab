import { JunctionClient } from '@junction-api/sdk';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { createLinkTokenHandler } from 'junction-connect/server';

interface Env {
  JUNCTION_API_KEY: string;
  JUNCTION_API_URL: string;
  JUNCTION_USER_ID: string;
}

// STAND-IN for your own session: it returns the Junction user of the person with this session cookie.
const findUser = (session: string | undefined, env: Env) => (session === 'demo-session' ? env.JUNCTION_USER_ID : null);

const app = new Hono<{ Bindings: Env }>();

app.all('/api/link-token', (context) => {
  const { JUNCTION_API_KEY: apiKey, JUNCTION_API_URL: baseUrl } = context.env;
  const linkToken = createLinkTokenHandler({
    client: new JunctionClient({ apiKey, baseUrl }),
    getUserId: () => findUser(getCookie(context, 'session'), context.env),
    onError: (cause) => {
      const { statusCode, name } = cause as Error & { statusCode?: number };
      console.error('No Link Token:', statusCode ?? name);
    },
  });
  return linkToken(context.req.raw);
});

export default app;
