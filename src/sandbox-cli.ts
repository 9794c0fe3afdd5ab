#!/usr/bin/env node
import process from 'node:process';
import { help, readArguments } from './sandbox-cli/arguments.js';
import { serve } from './sandbox-cli/serve.js';

try {
  const given = readArguments(process.argv.slice(2));
  if (given === 'help') console.log(help);
  else {
    const server = await serve(given);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
    const { origin, webhookSecret } = server;
    console.log(`A local stand-in for Junction: nothing leaves this machine, and no key is checked.

  API            ${origin}/v2/…
  initialize.js  ${origin}/initialize.js
  control        ${origin}/_sandbox/state${
    webhookSecret ? `\n  webhooks       ${given.webhook}, signed with ${webhookSecret}` : ''
  }
`);
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const problems: Record<string, string> = {
    EADDRINUSE: 'The port is already in use: name another one with --port.',
    EACCES: 'The port is not allowed here: name another one with --port.',
  };
  // The first sentence: of an unknown option Node goes on about one that would be an argument.
  console.error(`junction-connect: ${problems[code ?? ''] ?? message.split('. ')[0]}`);
  // Everything about the arguments is a TypeError, ours and that of `parseArgs`.
  const isMisused = error instanceof TypeError;
  if (isMisused) console.error("See 'junction-connect --help'.");
  process.exitCode = isMisused ? 2 : 1;
}
