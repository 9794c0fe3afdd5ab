import { isJunctionOrigin, junctionLinkScript } from '../junction/link-address.js';

/** The addresses of Link. */
export interface LinkLocation {
  /** The address of the script that defines `window.Vital`. */
  readonly script: string;
  /** Origins that a token endpoint's `link_web_url` may have, in addition to Junction's own. */
  readonly origins: readonly string[];
}

let location: LinkLocation = { script: junctionLinkScript, origins: [] };

/**
 * Sets the address of Link's script and more origins of hosted Link, for all elements of the page. Only tests and a local
 * stand-in for Junction need it. There is no attribute for it, so injected markup cannot change it.
 *
 * @throws TypeError when `script` is not an absolute URL.
 */
export function configureLink({ script, origins }: LinkLocation): void {
  location = { script: new URL(script).href, origins };
}

/** Returns the address of the script that defines `window.Vital`. */
export const linkScriptUrl = (): string => location.script;

/** Returns the address of hosted Link without its query. */
export const hostedLinkBaseUrl = (): string => new URL('.', location.script).href;

/** Returns true for an address on Junction's origins or the configured ones, without user name and password. */
export const isLinkAddress = ({ origin, username, password }: URL): boolean =>
  !username && !password && (location.origins.includes(origin) || isJunctionOrigin(origin));
