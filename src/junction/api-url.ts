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
 * @throws TypeError if the key begins with none of the known letters. The text does not contain the key.
 */
export function junctionApiUrl(apiKey: string): string {
  const prefixes = Object.keys(apiUrls);
  const prefix = prefixes.find((one) => String(apiKey).startsWith(one));
  if (!prefix)
    throw new TypeError(`The API key of Junction must begin with ${prefixes.join(', ').replace(/, (?=\w+$)/, ' or ')}`);
  return apiUrls[prefix]!;
}
