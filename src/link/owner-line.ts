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

/** The lines about the configuration that are in the console of a page. */
const configurationLines = new WeakMap<Platform, Set<string>>();

/**
 * Writes the line of an error to the console. What is wrong with the configuration may be found several times: without a
 * press, at each press, and for each element that has the same fault. So the page has each of these lines only once.
 */
export function writeOwnerLine(error: JunctionConnectError, platform: Platform): void {
  const line = ownerLine(error);
  if (error.code === 'configuration_invalid') {
    const lines = configurationLines.get(platform) ?? new Set();
    if (lines.has(line)) return;
    configurationLines.set(platform, lines.add(line));
  }
  attempt(() => platform.console.error(line)); // A tool for tests may make the console throw.
}
