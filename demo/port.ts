/** Where the demo listens, unless `PORT` names another port. */
const defaultPort = 3000;

/** @throws Error when the text is not a port */
export function readPort(text = ''): number {
  const port = Number(text.trim() || defaultPort);
  if (!/^\d*$/.test(text.trim()) || port > 65535) throw new Error(`PORT has to be a number from 0 to 65535: ${text}`);
  return port;
}
