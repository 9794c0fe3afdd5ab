import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

/** A program that a document shows: its files, and the commands that a reader types. */
export interface DocumentedProgram {
  /** The texts of the files, by their names. */
  readonly files: ReadonlyMap<string, string>;
  /** The commands of the first terminal, in their order. */
  readonly commands: readonly string[];
  /** The command of the second terminal, which starts the program. */
  readonly start: string;
  /** The command that starts the program with an API key. Its end `…` stands for the rest of a key. */
  readonly startWithKey: string;
}

/** Matches a name such as **`server.mjs`**, and the code block below it. */
const fileBlock = /^\*\*`(?<name>[^`]+)`\*\*\n\n(?:<!--.*-->\n\n)?```\w+\n(?<text>[^]*?\n)```$/gm;

const commandBlock = /^```sh\n(?<commands>[^]*?)\n```$/gm;

/**
 * Reads a program from a section of a document, as a reader does: each code block below a file name is that file, and the
 * blocks of commands are, in their order, for the first terminal, for the second one, and with a key.
 *
 * @param file The path of the document in this repository.
 * @param heading The whole line of the section's heading.
 */
export function readProgram(file: string, heading: string): DocumentedProgram {
  const section = sectionOf(readFileSync(join(root, file), 'utf8'), heading);
  const files = [...section.matchAll(fileBlock)].map(({ groups }) => [groups!.name!, groups!.text!] as const);
  const blocks = [...section.matchAll(commandBlock)].map(({ groups }) => groups!.commands!.split('\n'));
  const [commands, start, startWithKey, ...others] = blocks;
  if (!commands || start?.length !== 1 || startWithKey?.length !== 1 || others.length > 0 || files.length === 0)
    throw new Error(`${file}, ${heading}: needs files, and three blocks of commands`);
  return { files: new Map(files), commands, start: start[0]!, startWithKey: startWithKey[0]! };
}

function sectionOf(text: string, heading: string): string {
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`There is no section ${heading}`);
  const body = text.slice(start + heading.length + 2);
  const level = heading.split(' ')[0]!.length;
  const end = body.search(new RegExp(`^#{1,${level}} `, 'm'));
  return end < 0 ? body : body.slice(0, end);
}
