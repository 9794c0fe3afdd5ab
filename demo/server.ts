import process from 'node:process';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.js';
import { createJunction } from './junction.js';
import { listenLocally } from './listen.js';
import { readPort } from './port.js';

/** Returns one sentence about an error, for the person who started the demo. */
function explain(error: NodeJS.ErrnoException, port: number | undefined): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is already in use: set PORT to another one.`;
  if (error.code === 'EACCES') return `The system does not allow port ${port} for you: set PORT to another one.`;
  return error.message;
}

let port: number | undefined;
try {
  port = readPort(process.env.PORT);
  const junction = createJunction(process.env);
  const answer = getRequestListener(createApp(junction).fetch, { overrideGlobalObjects: false });
  const server = await listenLocally((request, response) => void answer(request, response), port);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());

  console.log(`junction-connect demo: http://localhost:${server.port}`);
  console.log(`Junction: ${junction.description}`);
} catch (error) {
  console.error(`junction-connect demo: ${explain(error as Error, port)}`);
  process.exitCode = 1;
}
