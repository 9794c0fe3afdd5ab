import { type Deadline, startDeadline } from './deadline.js';
import { checkOrigins, corsHeaders, identifySender, preflightHeaders, type Sender } from './origin.js';
import { type Person, type PersonOptions, personFinder } from './person.js';
import { Refusal } from './refusal.js';

/** The options that every handler has. */
export type HandlerOptions = PersonOptions & {
  /** The origins of other sites whose pages may send requests, with the person's cookies. Default: none. */
  allowedOrigins?: readonly string[];
  /**
   * Called with the cause of an error on the server's side, for the site's own log. The response does not show the cause. The
   * text of the SDK's errors may quote the request to Junction and the response, including the provider.
   */
  onError?: (cause: unknown, request: Request) => unknown;
};

/** What differs between the handlers. */
export interface Endpoint {
  /** The name of the endpoint at the beginning of a sentence, such as "The token endpoint". */
  readonly title: string;
  /** The name of the function that creates the handler, for texts that tell the developer which option to change. */
  readonly creator: string;
  readonly methods: readonly string[];
  /** A sentence for the developer whose page uses a method that is not accepted. */
  readonly methodAdvice: string;
  /**
   * Answers a request of a person who is signed in. The handler has checked the site and the method of the request.
   *
   * @throws Refusal
   */
  answer(context: RequestContext): Promise<Response>;
}

/** A request of a person who is signed in, and what the handler knows about it. */
export interface RequestContext {
  readonly request: Request;
  readonly sender: Sender;
  readonly person: Person;
  readonly deadline: Deadline;
}

/** The headers of every response. No cache may store it: it is for one person. */
const baseHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/**
 * Returns a handler that answers only pages of allowed sites, and only for the person who is signed in. When it refuses or
 * fails, it responds with `{ error, code }`. It responds within five seconds. The promise never rejects.
 *
 * @throws TypeError for options that contradict each other, and for an origin that is not written as browsers write it
 */
export function createHandler(endpoint: Endpoint, options: HandlerOptions): (request: Request) => Promise<Response> {
  const { title, creator, methods } = endpoint;
  const { allowedOrigins = [], onError } = options;
  const findPerson = personFinder(options);
  checkOrigins(allowedOrigins, 'allowedOrigins');
  const commonHeaders = allowedOrigins.length > 0 ? { ...baseHeaders, Vary: 'Origin' } : baseHeaders;

  /** Calls `onError`. An error of `onError` itself does not change the response. */
  const report = async (cause: unknown, request: Request) => {
    try {
      // When the page has ended the request, for example because the person left, that is not an error. But a DELETE goes on
      // then, and can fail.
      if (!request?.signal?.aborted || request.method === 'DELETE') await onError?.(cause, request);
    } catch {
      // There is no other place to report it.
    }
  };

  const handle = async (request: Request, addHeaders: (headers: Record<string, string>) => void): Promise<Response> => {
    const { method } = request;
    const sender = identifySender(request, allowedOrigins, creator);
    if (sender.otherOrigin) addHeaders(corsHeaders(sender.otherOrigin));
    if (method === 'OPTIONS' && sender.otherOrigin) {
      addHeaders(preflightHeaders(request, methods));
      return new Response(null, { status: 204 });
    }
    if (!methods.includes(method)) {
      const headers = { Allow: methods.join(', ') };
      const message = `${title} only accepts ${headers.Allow}. ${endpoint.methodAdvice}`.trim();
      throw new Refusal(405, 'method_not_allowed', message, { headers });
    }
    const deadline = startDeadline(request.signal);
    try {
      const person = await findPerson(request, deadline);
      return await endpoint.answer({ request, sender, person, deadline });
    } finally {
      deadline.clear();
    }
  };

  return async (request) => {
    const headers: Record<string, string> = { ...commonHeaders };
    let response: Response;
    try {
      response = await handle(request, (extraHeaders) => Object.assign(headers, extraHeaders));
    } catch (cause) {
      const refusal =
        cause instanceof Refusal
          ? cause
          : new Refusal(500, 'server_error', `${title} failed. The cause is passed to onError.`, { cause });
      // The cause can be undefined: a function of the site can throw any value.
      if (Object.hasOwn(refusal, 'cause')) void report(refusal.cause, request);
      response = Response.json({ error: refusal.message, code: refusal.code }, { status: refusal.status });
      Object.assign(headers, refusal.headers);
    }
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
}
