#!/usr/bin/env node
import process from 'node:process';
import { help, readArguments } from './sandbox-cli/arguments.js';
import { serve } from './sandbox-cli/serve.js';

try {
  const cliArguments = readArguments(process.argv.slice(2));
  if (cliArguments === 'help') console.log(help);
  else {
    const server = await serve(cliArguments);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
    const { origin, webhookSecret } = server;
    console.log(`The local stand-in for Junction is running. Nothing leaves this machine. You can use any API key.

  API            ${origin}/v2/…
  initialize.js  ${origin}/initialize.js
  control API    ${origin}/_sandbox/state${
    webhookSecret ? `\n  webhooks       ${cliArguments.webhook}, signed with ${webhookSecret}` : ''
  }
`);
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const problems: Record<string, string> = {
    EADDRINUSE: 'The port is already in use. Choose another one with --port.',
    EACCES: 'The system does not allow this port. Choose another one with --port.',
  };
  // Print only the first sentence. For an unknown option, Node adds how to pass an argument that begins with a dash.
  console.error(`junction-connect: ${problems[code ?? ''] ?? message.split('. ')[0]}`);
  // Every mistake in the arguments is a TypeError: ours, and those of `parseArgs`.
  const isUsageError = error instanceof TypeError;
  if (isUsageError) console.error("See 'junction-connect --help'.");
  process.exitCode = isUsageError ? 2 : 1;
}
