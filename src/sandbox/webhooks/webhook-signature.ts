/** Returns the signature of a text, in Base64. */
export type Signer = (content: string) => Promise<string>;

/**
 * Returns a function that signs as Svix does, with HMAC-SHA256.
 *
 * @param secret The key, as Svix writes it: `whsec_` and Base64
 * @throws TypeError when the secret has another form. The message does not quote the secret.
 */
export function createSigner(secret: string): Signer {
  const bytes = decode(/^whsec_(.+)$/.exec(secret)?.[1]);
  if (!bytes) throw new TypeError('The secret of webhooks must be whsec_ followed by Base64 text');
  const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (content) => {
    const signature = await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(content));
    return btoa(String.fromCharCode(...new Uint8Array(signature)));
  };
}

/**
 * Returns the headers that sign a webhook. The timestamp is the real time, not the sandbox's own: the receiver compares it
 * with its own clock.
 */
export async function signatureHeaders(sign: Signer, id: string, body: string): Promise<Record<string, string>> {
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  return {
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${await sign(`${id}.${timestamp}.${body}`)}`,
  };
}

/** Returns undefined when the text is empty or is not Base64. */
function decode(base64 = ''): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return bytes.length > 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
