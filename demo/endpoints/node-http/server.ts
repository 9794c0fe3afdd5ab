import { createServer } from 'node:http';
import process from 'node:process';
import { getRequestListener } from '@hono/node-server';
import { JunctionClient, JunctionEnvironment } from '@junction-api/sdk';
import { createConnectionsHandler, createLinkTokenHandler } from 'junction-connect/server';

const {
  JUNCTION_API_KEY: apiKey = '',
  JUNCTION_API_URL: baseUrl = JunctionEnvironment.Sandbox,
  PORT = '3000',
} = process.env;

// STAND-IN for your own session: it has your own id of the person with this session cookie.
const sessions = new Map([['demo-session', 'person-1']]);
const sessionOf = (request: Request) => /(?:^|;\s*)session=([^;]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];

const options = {
  client: new JunctionClient({ apiKey, baseUrl }),
  getClientUserId: (request: Request) => sessions.get(sessionOf(request) ?? ''),
  onError: (cause: unknown) => {
    const { statusCode, name } = cause as Error & { statusCode?: number };
    console.error('No usable answer from Junction:', statusCode ?? name);
  },
};
const answerLinkToken = getRequestListener(createLinkTokenHandler(options));
const answerConnections = getRequestListener(createConnectionsHandler({ ...options, canDisconnect: true }));

const server = createServer((request, response) => {
  switch (request.url?.split('?')[0]) {
    case '/api/link-token':
      return void answerLinkToken(request, response);
    case '/api/connections':
      return void answerConnections(request, response);
  }
  response.writeHead(404).end();
});
server.listen(Number(PORT), 'localhost', () => console.log('Listening:', server.address()));
