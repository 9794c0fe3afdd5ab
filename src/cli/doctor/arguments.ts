import { parseArgs } from 'node:util';

/** The arguments of the command `junction-connect doctor`. */
export interface DoctorArguments {
  /** The page, or the token endpoint. */
  readonly url: URL;
  /** True when the person has said that the URL is a token endpoint. */
  readonly isEndpoint: boolean;
  /** The origin of the page that asks a token endpoint. Only `--endpoint` uses it; a page has its own. */
  readonly pageOrigin: string;
  readonly method: 'post' | 'get';
  /** Headers for requests to the origin of the URL. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export const help = `Usage: junction-connect doctor <url> [options]

Checks a page with <junction-connect>, or a token endpoint, and says what to correct.
It reads the page as the server sends it, and runs no script of the page. It asks the
token endpoint as the element does: once for each different button, at most five times.
That makes Link Tokens, which are not used and not printed.

  --endpoint              says that the URL is that of a token endpoint
  --header <name: value>  a header for requests to the site of the URL, such as
                          'Cookie: session=…', to ask as a person who is signed in;
                          may be given several times; its value is never printed
  --method <name>         with --endpoint: post (default) or get
  --origin <origin>       with --endpoint: the origin of your page, if it is another one
                          than that of the endpoint, such as https://www.example.com
  --help                  shows this text

The exit code is 0 if there is no problem, 1 if there is one, and 2 for a mistake in
the arguments.
`;

/**
 * Returns the arguments of the command.
 *
 * @throws TypeError with a sentence for the person who typed the command. It never quotes a header.
 */
export function readArguments(args: readonly string[]): DoctorArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      endpoint: { type: 'boolean', default: false },
      header: { type: 'string', multiple: true, default: [] },
      method: { type: 'string' },
      origin: { type: 'string' },
    },
  });
  const [address, ...others] = positionals;
  if (address === undefined) throw new TypeError('The URL of a page or of a token endpoint is missing');
  // The other one may be a part of a header that was not quoted in the shell, so it is not printed.
  if (others.length > 0)
    throw new TypeError('Use only one URL. Put the whole header in quotes: --header "Name: value"');
  const { endpoint: isEndpoint, method = 'post', origin } = values;
  for (const name of ['method', 'origin'] as const)
    if (values[name] !== undefined && !isEndpoint) throw new TypeError(`--${name} needs --endpoint`);
  if (method !== 'post' && method !== 'get') throw new TypeError('--method must be post or get');
  const url = readAddress(address);
  return {
    url,
    isEndpoint,
    method,
    headers: values.header.map(readHeader),
    pageOrigin: readOrigin(origin) ?? url.origin,
  };
}

function readAddress(text: string): URL {
  // `localhost:3000` without a scheme is a valid URL, too, with the scheme `localhost:`.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new TypeError('The URL must begin with https:// or http://, such as https://www.example.com/devices');
  if (url.username || url.password)
    throw new TypeError('The URL must not have a user name and a password. Use --header "Authorization: Basic …"');
  return url;
}

function readOrigin(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const origin = URL.canParse(text) ? new URL(text).origin : '';
  if (!/^https?:/.test(origin) || origin !== text.replace(/\/$/, ''))
    throw new TypeError('--origin must be an origin such as https://www.example.com, without a path');
  return origin;
}

function readHeader(text: string): [name: string, value: string] {
  const [, name = '', value = ''] = /^([^:]*):\s*(.*)$/s.exec(text) ?? [];
  try {
    new Headers([[name.trim(), value]]);
  } catch {
    throw new TypeError('--header must be a name and a value, such as "Cookie: session=…"');
  }
  if (!value) throw new TypeError('--header must be a name and a value, such as "Cookie: session=…"');
  return [name.trim(), value];
}
