/** What kind of refusal an answer is, for programs; its `error` says it to people. */
export type RefusalCode =
  | 'invalid_request'
  | 'unauthenticated'
  | 'cross_site_request'
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'server_error'
  | 'junction_unavailable';

/** A request that is not served. Its text is for whoever wrote the page: it quotes nothing of Junction's answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: RefusalCode,
    message: string,
    { headers = {}, ...options }: ErrorOptions & { headers?: Record<string, string> } = {},
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** A field of the request that cannot be what it is. */
export const invalid = (message: string): Refusal => new Refusal(400, 'invalid_request', message);
