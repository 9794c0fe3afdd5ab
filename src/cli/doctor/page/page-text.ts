import { attempt } from '../../../link/attempt.js';
import type { Answer } from '../web/client.js';

/** Returns the HTML of an answer, in the encoding that its first bytes or its `Content-Type` names. Else it is UTF-8. */
export function pageTextOf({ bytes, headers }: Answer): string {
  const label =
    encodingOf(bytes) ?? /charset\s*=\s*"?([\w-]+)/i.exec(headers.get('Content-Type') ?? '')?.[1] ?? 'utf-8';
  const decoder = attempt(() => new TextDecoder(label)) ?? new TextDecoder();
  return decoder.decode(bytes);
}

/** Returns the encoding that a byte order mark names, or undefined. */
function encodingOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}
