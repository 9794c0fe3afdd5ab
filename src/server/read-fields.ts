import { listFields } from '../junction/link-token.js';
import type { Deadline } from './deadline.js';
import { invalid, Refusal } from './refusal.js';

/** The number of bytes that a request's body may have. */
const maxBodyBytes = 16 * 1024;

/**
 * Returns the fields of a request, unchecked. A GET has them in its query string, and repeats the key for each item of a list.
 * Other requests have them in a JSON body.
 *
 * @param deadline Ends the wait for a body that does not arrive
 * @throws Refusal 400, 413 or 415; 500 when something has already read the body
 */
export async function readFields(request: Request, deadline: Deadline): Promise<Record<string, unknown>> {
  if (request.method === 'GET') return readQuery(new URL(request.url).searchParams);
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('Content-Type') ?? ''))
    throw new Refusal(415, 'unsupported_media_type', 'The header Content-Type must be application/json');
  let body: unknown;
  try {
    body = JSON.parse(await deadline.wait('The page', () => readText(request, deadline.signal)));
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw invalid(
      deadline.signal.aborted
        ? 'The body of the request did not arrive in time'
        : 'The body of the request must be JSON',
    );
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('The body of the request must be a JSON object');
  return body as Record<string, unknown>;
}

function readQuery(query: URLSearchParams): Record<string, unknown> {
  const fields = new Map<string, string[]>();
  for (const [name, value] of query) {
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return Object.fromEntries(
    Array.from(fields, ([name, values]) => [name, listFields.has(name) || values.length > 1 ? values : values[0]]),
  );
}

/** Returns the body as text. Stops after `maxBodyBytes`, whatever Content-Length says, and when the signal aborts. */
async function readText({ body, bodyUsed, headers }: Request, signal: AbortSignal): Promise<string> {
  if (bodyUsed || body?.locked) throw alreadyRead();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let size = 0;
  let chunkCount = 0;
  const reader = (body ?? new Blob().stream()).getReader();
  // Without `await`: for a cloned request, `cancel()` would wait for the other clone.
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop);
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const bytes = chunk.value as Uint8Array;
      size += bytes.byteLength;
      chunkCount += 1; // A stream can send empty chunks without an end.
      if (Math.max(size, chunkCount) > maxBodyBytes) {
        stop();
        throw new Refusal(
          413,
          'payload_too_large',
          `The body of the request is too large. It may have ${maxBodyBytes} bytes.`,
        );
      }
      text += decoder.decode(bytes, { stream: true });
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  // When a body parser has read the body, the adapter of the server creates a request without one.
  if (size === 0 && Number(headers.get('Content-Length')) > 0) throw alreadyRead();
  return text + decoder.decode();
}

const alreadyRead = () =>
  new Refusal(500, 'server_error', 'The server could not read the request. The cause is passed to onError.', {
    cause: new TypeError(
      'Something has read the request before createLinkTokenHandler. Is it a body parser? Leave it out for this route.',
    ),
  });
