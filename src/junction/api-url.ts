/** The addresses of Junction's API by the first letters of the API keys. Source: Junction's documentation, August 2026. */
const apiUrls: Readonly<Record<string, string>> = {
  pk_us_: 'https://api.us.junction.com',
  pk_eu_: 'https://api.eu.junction.com',
  sk_us_: 'https://api.sandbox.us.junction.com',
  sk_eu_: 'https://api.sandbox.eu.junction.com',
};

/**
 * Returns the address of Junction's API for an API key. The first letters of a key say which environment and region it
 * belongs to. Give the address to the SDK: `new JunctionClient({ apiKey, baseUrl: junctionApiUrl(apiKey) })`.
 *
 * @throws TypeError if the key begins with none of the known letters, or has a character that no key has, such as a line
 *   break that was copied with it. The text does not contain the key.
 */
export function junctionApiUrl(apiKey: string): string {
  const prefixes = Object.keys(apiUrls);
  const prefix = prefixes.find((one) => String(apiKey).startsWith(one));
  // The key is sent in a header. `fetch` quotes a header that it refuses, so such a key would get into a log.
  if (prefix && !/^[!-~]+$/.test(apiKey))
    throw new TypeError('The API key of Junction has a space, a line break or another character that no key has');
  if (!prefix)
    throw new TypeError(`The API key of Junction must begin with ${prefixes.join(', ').replace(/, (?=\w+$)/, ' or ')}`);
  return apiUrls[prefix]!;
}
