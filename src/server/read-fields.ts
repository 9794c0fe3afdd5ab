import { invalid, Refusal } from './refusal.js';

/** Bytes that a request's body may have. */
const bodyLimit = 16 * 1024;

const lists: ReadonlySet<string> = new Set(['filter_on_providers']);

/**
 * The fields of a request as they came: of a GET those in the query string, lists as repeated keys; else those of the
 * JSON body.
 *
 * @throws Refusal 400, 413, 415, or 500 when it was read before
 */
export async function readFields(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET') return readQuery(new URL(request.url).searchParams);
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('Content-Type') ?? ''))
    throw new Refusal(415, 'unsupported_media_type', 'Content-Type has to be application/json');
  if (request.bodyUsed || request.body?.locked) {
    const cause = new TypeError('Something has read the request before createLinkTokenHandler: a body parser?');
    throw new Refusal(500, 'server_error', 'The request could not be read', { cause });
  }
  let body: unknown;
  try {
    body = JSON.parse(await readText(request));
  } catch (cause) {
    throw cause instanceof Refusal ? cause : invalid('The body has to be JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('The body has to be a JSON object');
  return body as Record<string, unknown>;
}

function readQuery(query: URLSearchParams): Record<string, unknown> {
  const read = (name: string) => {
    const values = query.getAll(name);
    return lists.has(name) || values.length > 1 ? values : values[0];
  };
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, read(name)]));
}

/** Reads no further than the limit, whatever the length is said to be. */
async function readText({ body }: Request): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  const reader = (body ?? new Blob().stream()).getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const bytes = chunk.value as Uint8Array;
    size += bytes.byteLength;
    if (size > bodyLimit) {
      void reader.cancel().catch(() => undefined); // Of a clone, it would wait for the other half.
      throw new Refusal(413, 'payload_too_large', `The body may have ${bodyLimit} bytes`);
    }
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}
