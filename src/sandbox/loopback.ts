/** Whether a host name, as `URL` writes it, is this machine's: `localhost`, what is below it, or a loopback address. */
export const isLoopback = (hostname: string): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
