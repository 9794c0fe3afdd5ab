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

/**
 * The lines about its configuration that each page has in its console. The value is true for a line that was written without a
 * press, until an error has this line: that error does not write it again.
 */
const linesOfPages = new WeakMap<Platform, Map<string, boolean>>();

function linesOf(platform: Platform): Map<string, boolean> {
  const lines = linesOfPages.get(platform) ?? new Map<string, boolean>();
  linesOfPages.set(platform, lines);
  return lines;
}

/** Writes the line of an error that was dispatched: one line for each error. */
export function writeOwnerLine(error: JunctionConnectError, platform: Platform): void {
  const line = ownerLine(error);
  if (error.code === 'configuration_invalid') {
    const lines = linesOf(platform);
    const isWritten = lines.get(line);
    lines.set(line, false);
    if (isWritten) return;
  }
  writeLine(line, platform);
}

/**
 * Writes what is wrong with the configuration of an element that nobody has pressed yet. Many elements may have the same fault,
 * so a page gets each line only once in this way.
 */
export function writeEarlyOwnerLine(error: JunctionConnectError, platform: Platform): void {
  const line = ownerLine(error);
  const lines = linesOf(platform);
  if (lines.has(line)) return;
  lines.set(line, true);
  writeLine(line, platform);
}

/**
 * Writes a warning about the configuration, which is no error of a launch. A page gets only one for each subject.
 *
 * @param subject What the warning is about. By default, pages get each line only once.
 */
export function writeWarningOnce(line: string, platform: Platform, subject = line): void {
  const lines = linesOf(platform);
  if (!lines.has(subject)) attempt(() => platform.console.warn(line));
  lines.set(subject, false);
}

// A tool for tests may make the console throw.
const writeLine = (line: string, platform: Platform) => attempt(() => platform.console.error(line));
