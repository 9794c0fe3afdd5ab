import type { Command } from './command.js';

const helpOptions = ['--help', '-h'];

/**
 * Runs the command that the arguments name. Prints the help for `--help`. For an error, it prints one line, and
 * a second one for a mistake in the arguments.
 *
 * @param args The arguments of the program. The first one is the name of a command.
 * @returns A promise of the exit code: 2 for a mistake in the arguments, else that of the command.
 */
export async function runCommand(commands: readonly Command[], args: readonly string[]): Promise<number> {
  const [name, ...commandArguments] = args;
  if (name !== undefined && helpOptions.includes(name)) {
    console.log(helpFor(commands));
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  try {
    if (!command) throw new TypeError(`${problemWith(name)}: use ${commands.map((one) => one.name).join(' or ')}`);
    if (commandArguments.some((argument) => helpOptions.includes(argument))) {
      console.log(command.help);
      return 0;
    }
    return await command.run(commandArguments);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // For an unknown option, Node adds how to pass an argument that begins with a dash. That is the second sentence.
    const isFromNode = code?.startsWith('ERR_PARSE_ARGS') ?? false;
    console.error(`junction-connect: ${isFromNode ? message.split('. ')[0] : message}`);
    // Every mistake in the arguments is a TypeError: ours, and those of `parseArgs`.
    if (!(error instanceof TypeError)) return 1;
    console.error(`See 'junction-connect ${command ? `${command.name} ` : ''}--help'.`);
    return 2;
  }
}

const problemWith = (name: string | undefined) =>
  name === undefined ? 'A command is missing' : `Unknown command '${name}'`;

function helpFor(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: junction-connect <command> [options]

${lines.join('\n')}

junction-connect <command> --help lists the options of a command.
`;
}
