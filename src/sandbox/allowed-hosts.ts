import { isLoopback } from './loopback.js';

/** Says which requests are for the sandbox. */
export interface AllowedHosts {
  /** Returns true when every host name of the request is that of the origin, a loopback name, or in the option's list. */
  isKnown(request: Request): boolean;
  /** Returns true when the sandbox answers the request: its host is known, or the option is `true`. */
  isAllowed(request: Request): boolean;
}

/**
 * Returns which requests the option `allowedHosts` allows. A site can point one of its own host names at this machine (DNS
 * rebinding). The browser then takes the sandbox for a part of that site. Only the host name of the request shows it.
 *
 * @throws TypeError when an item of the option is not a host name
 */
export function readAllowedHosts(origin: string, option: readonly string[] | true = []): AllowedHosts {
  const list = option === true ? [] : option;
  const wrong = list.find((item) => hostnameOf(withoutDot(item)) !== withoutDot(item) || item.includes('*'));
  if (wrong !== undefined)
    throw new TypeError(
      `createSandbox: allowedHosts must list host names such as junction.test, without a scheme and a port, not '${wrong}'`,
    );
  const ownHostname = new URL(origin).hostname;
  const isKnownHostname = (hostname: string | undefined) =>
    hostname !== undefined &&
    (hostname === ownHostname ||
      isLoopback(hostname) ||
      list.some((item) => hostname === withoutDot(item) || (item.startsWith('.') && hostname.endsWith(item))));
  const isKnown = (request: Request) => hostnamesOf(request).every(isKnownHostname);
  return { isKnown, isAllowed: (request) => option === true || isKnown(request) };
}

/** Returns an item of the list without its first dot. The dot means that all names below the name count, too. */
const withoutDot = (item: string) => item.replace(/^\./, '');

/**
 * Returns the host names in the address and in the header `Host` of a request. Most servers make the address from the header.
 * A server that always uses its own name for the address leaves the browser's name only in the header.
 */
function hostnamesOf({ url, headers }: Request): (string | undefined)[] {
  const host = headers.get('Host');
  return [new URL(url).hostname, ...(host === null ? [] : [hostnameOf(host)])];
}

/** Returns the name in a host that may have a port, or undefined when the text is not a host. */
function hostnameOf(host: string): string | undefined {
  const address = `http://${host}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
