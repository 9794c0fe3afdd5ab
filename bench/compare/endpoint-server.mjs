/**
 * A server with a token endpoint, in a process of its own: `node endpoint-server.mjs handler|sdk`. Sends its port to the
 * parent process, and the size of its heap on request.
 */
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { serve } from '@hono/node-server';
import { JunctionClient } from '@junction-api/sdk';
import { createLinkTokenHandler } from '../../dist/server.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** STAND-IN for Junction: it answers at once, in this process. So only the work of the endpoint and of the SDK is measured. */
const answerAsJunction = async () =>
  Response.json({ link_token: 'bench-token-0001', link_web_url: 'https://link.tryvital.io/?token=bench-token-0001' });

const client = new JunctionClient({ apiKey: 'sk_us_bench', fetch: answerAsJunction, maxRetries: 0 });
const userId = '7f2f1b3e-4c55-4d0e-9d59-3a3a0a1f0d11';

/** A handler that only calls the SDK: without checks of the request, deadlines and refusals. */
const onlySdk = async () => {
  const { linkToken, linkWebUrl } = await client.link.token({ userId });
  return Response.json({ link_token: linkToken, link_web_url: linkWebUrl });
};

const handlers = { handler: createLinkTokenHandler({ client, getUserId: () => userId }), sdk: onlySdk };
const server = serve({ fetch: handlers[process.argv[2]], port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send({ port }),
);
process.on('message', async (message) => {
  if (message === 'stop') return server.close(() => process.exit());
  collectGarbage();
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  process.send({ heap: process.memoryUsage().heapUsed });
});
