/** The address of Link's script, which defines `window.Vital`. Hosted Link lives in the same folder. */
export const junctionLinkScript = 'https://link.tryvital.io/initialize.js';

/** Returns true for an https origin, on the default port, of the domains that Junction's documentation names. */
export const isJunctionOrigin = (origin: string): boolean =>
  /^https:\/\/([\w-]+\.)*(tryvital\.io|junction\.com)$/.test(origin);
