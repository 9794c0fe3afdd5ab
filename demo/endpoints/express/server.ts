import process from 'node:process';
import { getRequestListener } from '@hono/node-server';
import { JunctionClient, JunctionEnvironment } from '@junction-api/sdk';
import express, { type Response } from 'express';
import { createLinkTokenHandler } from 'junction-connect/server';

const {
  JUNCTION_API_KEY: apiKey = '',
  JUNCTION_API_URL: baseUrl = JunctionEnvironment.Sandbox,
  PORT = '3000',
} = process.env;
const client = new JunctionClient({ apiKey, baseUrl });
const app = express();

// STAND-IN for your own session: with express-session it would be `request.session.junctionUserId` below.
const sessions = new Map([['demo-session', process.env.JUNCTION_USER_ID]]);
app.use((request, response, next) => {
  const session = /(?:^|;\s*)session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  response.locals.junctionUserId = sessions.get(session ?? '');
  next();
});

app.all('/api/link-token', (request, response: Response<unknown, { junctionUserId?: string }>) => {
  const getUserId = () => response.locals.junctionUserId;
  const linkToken = createLinkTokenHandler({
    client,
    getUserId,
    onError: (cause) => {
      const { statusCode, name } = cause as Error & { statusCode?: number };
      console.error('No Link Token:', statusCode ?? name);
    },
  });
  return getRequestListener(linkToken)(request, response);
});

app.use(express.json()); // It comes after the endpoint, because that reads its body itself.
const server = app.listen(Number(PORT), 'localhost', () => console.log('Listening:', server.address()));
