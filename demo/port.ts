/** The port of the demo, unless `PORT` names another one. */
const defaultPort = 3000;

/**
 * Returns the port in a text, or the default port if the text is empty.
 *
 * @throws Error if the text is not a port.
 */
export function readPort(text = ''): number {
  const port = Number(text.trim() || defaultPort);
  if (!/^\d*$/.test(text.trim()) || port > 65535)
    throw new Error(`PORT has to be a number from 0 to 65535, but it is "${text}"`);
  return port;
}
