/** Why no answer came. Its message says it in words, and what to do. It never quotes a header. */
export class ConnectionProblem extends Error {
  override readonly name = 'ConnectionProblem';
  /** True when the time was over. */
  readonly isTimeout: boolean;
  /** What has failed, for a line about an address. */
  readonly failure: 'cannot be reached' | 'cannot be read';

  constructor(cause: unknown, timeoutMs: number) {
    const code = codeOf(cause);
    const isTimeout = code === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code);
    super(
      isTimeout
        ? `there was no answer within ${timeoutMs / 1000} seconds. Check whether the server is overloaded`
        : explain(code),
    );
    this.isTimeout = isTimeout;
    this.failure = code.startsWith('Z_') ? 'cannot be read' : 'cannot be reached';
  }
}

/** What is wrong, by the code of the error. */
const explanations: readonly (readonly [code: RegExp, text: string])[] = [
  [/^ENOTFOUND$/, 'there is no such host. Check the spelling of its name, and its DNS records'],
  [/^EAI_AGAIN$/, 'the name of the host could not be looked up. Check the network of this machine'],
  [/^ECONNREFUSED$/, 'nothing listens there. Start the server, and check the port'],
  [
    /^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
    'the network does not reach this host. Check the network of this machine',
  ],
  [/^CERT_HAS_EXPIRED$/, 'its TLS certificate has expired. Renew it'],
  [/^CERT_NOT_YET_VALID$/, 'its TLS certificate is not valid yet. Check the clocks of the server and of this machine'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'its TLS certificate is for another host. Get one for this name'],
  [
    /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)/,
    'no known authority has signed its TLS certificate, or the server leaves out a part of the chain. Browsers refuse it, too. For a certificate of your own, set NODE_EXTRA_CA_CERTS',
  ],
  [/^(EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/, 'it does not speak TLS there. Check the port, and https:// or http://'],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    'the server has closed the connection without an answer. See the log of the server',
  ],
  [
    /^Z_/,
    'its body is not compressed in the way that its header Content-Encoding says. Correct the server or its proxy',
  ],
  [/^bad port$/, 'browsers refuse this port, because other protocols use it. Use another port'],
  [/^(HPE_.*|UND_ERR_HEADERS_OVERFLOW)$/, 'the answer is not HTTP, or its headers are too long. Check the port'],
];

const explain = (code: string): string =>
  explanations.find(([pattern]) => pattern.test(code))?.[1] ??
  'the connection failed. Check the address, the network and the certificate';

/** Returns the code of the error that is the cause of the others. `fetch` wraps the error of the system. */
function codeOf(error: unknown): string {
  const { code, name, message, cause } = Object(error) as Record<'code' | 'name' | 'message' | 'cause', unknown>;
  if (cause) return codeOf(cause);
  if (message === 'bad port') return message; // This error has no code.
  return typeof code === 'string' ? code : String(name);
}
