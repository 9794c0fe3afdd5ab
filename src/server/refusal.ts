/** The kind of a refusal, for programs: `code` in the response. The text for people is in `error`. */
export type RefusalCode =
  | 'invalid_request'
  | 'unauthenticated'
  | 'cross_site_request'
  | 'forbidden'
  | 'method_not_allowed'
  | 'conflict'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'server_error'
  | 'junction_unavailable';

/**
 * An error that becomes the response to a request. Its text is for the developer of the page, and quotes nothing of
 * Junction's response.
 */
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

/** Returns the refusal of a request whose body or field is invalid. */
export const invalid = (message: string): Refusal => new Refusal(400, 'invalid_request', message);
