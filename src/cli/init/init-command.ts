import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Command } from '../command.js';
import { help, readArguments } from './arguments.js';
import { commandsOf, type Starter } from './starters.js';
import { writeFiles } from './write-files.js';

/** `junction-connect init`: writes a complete program, and says what to do next. */
export const initCommand: Command = {
  name: 'init',
  summary: 'writes a page and a backend that run as they are',
  help,
  async run(args) {
    const starter = readArguments(args);
    // The build puts the files there, beside the built program.
    const source = fileURLToPath(new URL(`starters/${starter.name}`, import.meta.url));
    const files = await writeFiles(source, process.cwd());
    console.log(describeNextSteps(starter, files));
    return 0;
  },
};

function describeNextSteps(starter: Starter, files: readonly string[]): string {
  const commands = commandsOf(starter);
  return `The program for ${starter.platform} is written: ${files.join(', ')}

Next, run these commands. 'npx junction-connect sandbox' is the local Junction. Leave it running:
${commands
  .slice(0, -1)
  .map((command) => `  ${command}`)
  .join('\n')}
and in a second terminal, in the same folder:
  ${commands.at(-1)}

Then open http://localhost:3000, press the button, choose Oura, and press "Allow".

So far, the local Junction answers. With your own key, the same program talks to the real
Junction:
  ${starter.startWithKey}

Before you publish it: in ${starter.standInFile}, put your own sign-in in place of the STAND-IN, and remove
the line that creates the random id. docs/backend.md of the package's repository says how.
`;
}
