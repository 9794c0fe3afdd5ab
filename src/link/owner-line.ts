import { junctionErrorTypes } from '../junction/error-types.js';
import { attempt } from './attempt.js';
import { type JunctionConnectError, packageErrorCodes } from './errors.js';
import type { Platform } from './platform.js';

const knownCodes: readonly string[] = [...packageErrorCodes, ...junctionErrorTypes];

/**
 * Returns the line that the site's owner reads in the console: the code of an error, its cause, and what to do. It does not
 * quote an undocumented `error_type` of Junction, because that may name the provider.
 */
export function ownerLine({ code, message }: JunctionConnectError): string {
  return `junction-connect: ${knownCodes.includes(code) ? code : 'undocumented error_type'}: ${message}`;
}

/** The lines that a page has in its console about its configuration. */
interface ConfigurationLines {
  /** All of them. */
  readonly written: Set<string>;
  /** Those that were written without a press. The next error with this line does not write it again. */
  readonly writtenEarly: Set<string>;
}

const linesOfPages = new WeakMap<Platform, ConfigurationLines>();

function linesOf(platform: Platform): ConfigurationLines {
  const lines = linesOfPages.get(platform) ?? { written: new Set(), writtenEarly: new Set() };
  linesOfPages.set(platform, lines);
  return lines;
}

/** Writes the line of an error that was dispatched: one line for each error. */
export function writeOwnerLine(error: JunctionConnectError, platform: Platform): void {
  const line = ownerLine(error);
  if (error.code === 'configuration_invalid') {
    const { written, writtenEarly } = linesOf(platform);
    if (writtenEarly.delete(line)) return;
    written.add(line);
  }
  writeLine(line, platform);
}

/**
 * Writes what is wrong with the configuration of an element that nobody has pressed yet. Many elements may have the same fault,
 * so a page gets each line only once in this way.
 */
export function writeEarlyOwnerLine(error: JunctionConnectError, platform: Platform): void {
  const line = ownerLine(error);
  const { written, writtenEarly } = linesOf(platform);
  if (written.has(line)) return;
  written.add(line);
  writtenEarly.add(line);
  writeLine(line, platform);
}

// A tool for tests may make the console throw.
const writeLine = (line: string, platform: Platform) => attempt(() => platform.console.error(line));
