/**
 * Returns true when a host name, as `URL` writes it, can only be this machine: `localhost`, a name below it, or a loopback
 * address.
 */
export const isLoopback = (hostname: string): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
