import { listFields } from '../junction/link-token.js';
import { invalid, Refusal } from './refusal.js';

/** Bytes that a request's body may have. */
const bodyLimit = 16 * 1024;

/**
 * The fields of a request as they came: of a GET those in the query string, lists as repeated keys; else those of the
 * JSON body.
 *
 * @param signal ends the reading of a body that does not arrive
 * @throws Refusal 400, 413, 415, or 500 when it was read before
 */
export async function readFields(request: Request, signal: AbortSignal): Promise<Record<string, unknown>> {
  if (request.method === 'GET') return readQuery(new URL(request.url).searchParams);
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('Content-Type') ?? ''))
    throw new Refusal(415, 'unsupported_media_type', 'Content-Type has to be application/json');
  let body: unknown;
  try {
    body = JSON.parse(await readText(request, signal));
  } catch (cause) {
    throw cause instanceof Refusal ? cause : invalid('The body has to be JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('The body has to be a JSON object');
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

/** Reads no further than the limit, whatever the length is said to be, and no longer than the signal lets it. */
async function readText({ body, bodyUsed, headers }: Request, signal: AbortSignal): Promise<string> {
  if (bodyUsed || body?.locked) throw readBefore();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let size = 0;
  const reader = (body ?? new Blob().stream()).getReader();
  const stop = () => void reader.cancel().catch(() => undefined); // Of a clone, it would wait for the other half.
  signal.addEventListener('abort', stop);
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const bytes = chunk.value as Uint8Array;
      size += bytes.byteLength;
      if (size > bodyLimit) {
        stop();
        throw new Refusal(413, 'payload_too_large', `The body may have ${bodyLimit} bytes`);
      }
      text += decoder.decode(bytes, { stream: true });
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) throw invalid('The body did not arrive in time');
  // An adapter makes an empty request of one that a body parser has read.
  if (size === 0 && Number(headers.get('Content-Length')) > 0) throw readBefore();
  return text + decoder.decode();
}

const readBefore = () =>
  new Refusal(500, 'server_error', 'The request could not be read', {
    cause: new TypeError('Something has read the request before createLinkTokenHandler: a body parser?'),
  });
