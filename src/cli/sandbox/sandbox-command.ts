import process from 'node:process';
import type { Command } from '../command.js';
import { help, readArguments } from './arguments.js';
import { serve } from './serve.js';

/** Why the system refuses a port, by the code of its error. */
const portProblems: Record<string, string> = {
  EADDRINUSE: 'The port is already in use. Choose another one with --port.',
  EACCES: 'The system does not allow this port. Choose another one with --port.',
};

/** `junction-connect sandbox`: serves the local Junction until it gets SIGINT or SIGTERM. */
export const sandboxCommand: Command = {
  name: 'sandbox',
  summary: 'starts a local stand-in for Junction, for tests and development',
  help,
  async run(args) {
    const sandboxArguments = readArguments(args);
    const server = await serve(sandboxArguments).catch((error: NodeJS.ErrnoException) => {
      const problem = portProblems[error.code ?? ''];
      throw problem ? new Error(problem, { cause: error }) : error;
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
    const { origin, webhookSecret } = server;
    console.log(`The local stand-in for Junction is running. Nothing leaves this machine. You can use any API key.

  API            ${origin}/v2/…
  initialize.js  ${origin}/initialize.js
  control API    ${origin}/_sandbox/state${
    webhookSecret ? `\n  webhooks       ${sandboxArguments.webhook}, signed with ${webhookSecret}` : ''
  }
`);
    return 0;
  },
};
