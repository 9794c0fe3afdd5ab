import { parseArgs } from 'node:util';
import { type Starter, starters } from './starters.js';

const optionsOf = (list: readonly Starter[]) => list.map(({ name, platform }) => `  --${name.padEnd(9)} ${platform}`);

export const help = `Usage: junction-connect init [option]

Writes a complete program into the current folder: a page with the element, a token
endpoint, and a stand-in for your own sign-in. It overwrites nothing.

${optionsOf(starters).join('\n')}

Without an option, it writes the program for ${starters[0]!.platform}.
`;

/**
 * Returns the program that the arguments name, or the first one.
 *
 * @throws TypeError when the arguments name several programs, or something else
 */
export function readArguments(args: readonly string[]): Starter {
  const options = Object.fromEntries(starters.map(({ name }) => [name, { type: 'boolean' as const }]));
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  if (positionals.length > 0)
    throw new TypeError(`Unexpected argument '${positionals[0]}': use only options, which begin with --`);
  const [starter = starters[0]!, ...others] = starters.filter(({ name }) => values[name]);
  if (others.length > 0)
    throw new TypeError(`Use only one option: --${[starter, ...others].map(({ name }) => name).join(' or --')}`);
  return starter;
}
