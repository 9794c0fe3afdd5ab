/** The key of a secret. Svix writes it as `whsec_` and Base64. */
export type SigningKey = (content: string) => Promise<string>;

/**
 * What signs as Svix does, with HMAC-SHA256.
 *
 * @throws TypeError when the secret is not `whsec_` and Base64; it does not quote the secret
 */
export function readSecret(secret: string): SigningKey {
  const bytes = decode(/^whsec_(.+)$/.exec(secret)?.[1]);
  if (!bytes) throw new TypeError('The secret of webhooks has to be whsec_ and Base64');
  const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (content) => {
    const signature = await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(content));
    return btoa(String.fromCharCode(...new Uint8Array(signature)));
  };
}

/** The headers of a message. They name the real time, which is what a receiver compares it with. */
export async function signatureHeaders(sign: SigningKey, id: string, body: string): Promise<Record<string, string>> {
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  return {
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${await sign(`${id}.${timestamp}.${body}`)}`,
  };
}

function decode(base64 = ''): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return bytes.length > 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
