import { isJunctionOrigin, junctionLinkScript } from '../junction/link-address.js';

/** Where Link lives. */
export interface LinkLocation {
  /** The address of the script that defines `window.Vital`. */
  readonly script: string;
  /** Origins that a token endpoint's `link_web_url` may point to, beside Junction's own. */
  readonly origins: readonly string[];
}

let location: LinkLocation = { script: junctionLinkScript, origins: [] };

/**
 * Says where Link lives, once for the page and from script alone: markup that somebody slips into a page cannot call it.
 * Only tests and a local stand-in for Junction need it.
 *
 * @throws TypeError when an address is not an absolute URL.
 */
export function configureLink({ script, origins }: LinkLocation): void {
  location = { script: new URL(script).href, origins };
}

/** The address of Link's script. */
export const linkScript = (): string => location.script;

/** The address of hosted Link, for a query string to be added. */
export const hostedLink = (): string => new URL('.', location.script).href;

/** Whether Link may live at an address. */
export const isLinkAddress = ({ origin, username, password }: URL): boolean =>
  !username && !password && (location.origins.includes(origin) || isJunctionOrigin(origin));
