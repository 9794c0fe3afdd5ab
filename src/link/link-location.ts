import { isJunctionOrigin, junctionLinkScript } from '../junction/link-address.js';
import { attempt } from './attempt.js';

/** The addresses of Link. */
export interface LinkLocation {
  /** The address of the script that defines `window.Vital`. Default: Junction's. */
  readonly script?: string;
  /** Origins that a token endpoint's `link_web_url` may have, in addition to Junction's own. Default: none. */
  readonly origins?: readonly string[];
  /**
   * False to refuse a `link_web_url` on a host of Junction's domains that `origins` does not list. Junction does not document
   * which of its hosts serve Link. Default: true.
   */
  readonly allowJunctionOrigins?: boolean;
}

const junctionLocation: Required<LinkLocation> = {
  script: junctionLinkScript,
  origins: [],
  allowJunctionOrigins: true,
};

let location = junctionLocation;

/**
 * Sets the addresses of Link, for all elements of the page. Tests and a local stand-in for Junction need it, and sites that
 * allow only some of Junction's hosts. There is no attribute for it, so injected markup cannot change it.
 *
 * @throws TypeError when `script` is not an absolute URL, or `origins` has an origin that is not written as browsers write it.
 */
export function configureLink(linkLocation: LinkLocation): void {
  const { script, origins, allowJunctionOrigins } = { ...junctionLocation, ...linkLocation };
  const invalid = origins.find((origin) => attempt(() => new URL(origin).origin) !== origin);
  if (invalid !== undefined)
    throw new TypeError(
      `configureLink: origins must be a list of origins such as http://localhost:4000, without a path. '${invalid}' is not valid`,
    );
  location = { script: new URL(script).href, origins, allowJunctionOrigins };
}

/** Returns the address of the script that defines `window.Vital`. */
export const linkScriptUrl = (): string => location.script;

/** Returns the address of hosted Link without its query. */
export const hostedLinkBaseUrl = (): string => new URL('.', location.script).href;

/**
 * Returns true for an http(s) address on the configured origins, or on Junction's, without user name and password. An address
 * such as `blob:https://link.tryvital.io/1` has that origin, too, but shows what a page of its origin has written.
 */
export const isLinkAddress = ({ origin, protocol, username, password }: URL): boolean =>
  /^https?:$/.test(protocol) &&
  !username &&
  !password &&
  (location.origins.includes(origin) || (location.allowJunctionOrigins && isJunctionOrigin(origin)));
