/** The address of Link's script, which defines `window.Vital`. */
export const junctionLinkScript = 'https://link.tryvital.io/initialize.js';

/** Returns true for an https origin, on the default port, of the domains that Junction's documentation names. */
export const isJunctionOrigin = (origin: string): boolean =>
  /^https:\/\/([\w-]+\.)*(tryvital\.io|junction\.com)$/.test(origin);

/** The query of an address of hosted Link: a Link Token, and the environment and region in which it is valid. */
export interface LinkQuery {
  readonly token: string;
  /** One of `environments`. */
  readonly env: string;
  /** One of `regions`. */
  readonly region: string;
}

/** Returns an address of hosted Link, such as Junction's `link_web_url`. `base` is the address up to the query. */
export const hostedLinkUrl = (base: string, query: LinkQuery): string => `${base}?${new URLSearchParams({ ...query })}`;
