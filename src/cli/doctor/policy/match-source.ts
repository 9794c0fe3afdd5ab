/** A script tag, as far as `script-src` is concerned. */
export interface ScriptSource {
  readonly url: URL;
  /** Where the tag begins in the HTML, in characters. Link's script has no tag in the HTML. */
  readonly offset?: number;
  readonly nonce?: string | undefined;
  /** The hashes in its attribute `integrity`. */
  readonly hashes?: readonly string[];
}

/** Returns true when a list of sources allows an address. https://www.w3.org/TR/CSP3/#match-url-to-source-list */
export const allowsUrl = (sources: readonly string[], url: URL, page: URL): boolean =>
  sources.some((source) => matchesSource(source, url, page));

/** Returns true when a list of sources allows a script tag. With `'strict-dynamic'`, browsers ignore addresses in the list. */
export function allowsScript(
  sources: readonly string[],
  { url, nonce, hashes = [] }: ScriptSource,
  page: URL,
): boolean {
  if (nonce && sources.includes(`'nonce-${nonce}'`)) return true;
  if (hashes.length > 0 && hashes.every((hash) => sources.includes(`'${hash}'`))) return true;
  return !isStrictDynamic(sources) && allowsUrl(sources, url, page);
}

/** Returns true when an allowed script may add any other script. */
export const isStrictDynamic = (sources: readonly string[]): boolean =>
  sources.some((source) => source.toLowerCase() === "'strict-dynamic'");

/** Matches a source with a host, such as `https://*.example.com:8443/scripts/`. */
const hostSource =
  /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[\w-]+(?:\.[\w-]+)*|\[[\da-f:]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i;

function matchesSource(source: string, url: URL, page: URL): boolean {
  if (source === '*') return /^(https?|wss?):$/.test(url.protocol) || url.protocol === page.protocol;
  if (/^'self'$/i.test(source))
    return url.origin === page.origin || (url.host === page.host && matchesScheme(page.protocol, url.protocol));
  const scheme = /^([a-z][a-z\d+.-]*:)$/i.exec(source)?.[1];
  if (scheme) return matchesScheme(scheme.toLowerCase(), url.protocol);
  const [match, sourceScheme, host = '', port, path] = hostSource.exec(source) ?? [];
  if (match === undefined) return false;
  return (
    matchesScheme(sourceScheme ? `${sourceScheme.toLowerCase()}:` : page.protocol, url.protocol) &&
    matchesHost(host.toLowerCase(), url.hostname) &&
    matchesPort(port, url) &&
    matchesPath(path, url.pathname)
  );
}

/** A source with `http:` also allows `https:`, because that is safer. */
const matchesScheme = (source: string, scheme: string): boolean =>
  source === scheme || (source === 'http:' && scheme === 'https:');

const matchesHost = (source: string, host: string): boolean =>
  source === '*' || (source.startsWith('*.') ? host.endsWith(source.slice(1)) : source === host);

const matchesPort = (source: string | undefined, { port, protocol }: URL): boolean => {
  if (source === undefined) return port === '';
  const used = port || (protocol === 'https:' ? '443' : '80');
  return source === '*' || source === used || (source === '80' && used === '443');
};

/** A path that ends with a slash stands for everything below it. */
const matchesPath = (source: string | undefined, path: string): boolean =>
  source === undefined || source === '/' || (source.endsWith('/') ? path.startsWith(source) : path === source);
