import { junctionErrorTypes } from '../junction/error-types.js';
import { type JunctionConnectError, packageErrorCodes } from './errors.js';

const knownCodes: readonly string[] = [...packageErrorCodes, ...junctionErrorTypes];

/**
 * Returns the line that the site's owner reads in the console: the code of an error, its cause, and what to do. It does not
 * quote an undocumented `error_type` of Junction, because that may name the provider.
 */
export function ownerLine({ code, message }: JunctionConnectError): string {
  return `junction-connect: ${knownCodes.includes(code) ? code : 'undocumented error_type'}: ${message}`;
}
