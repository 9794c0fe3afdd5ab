import { cleanText } from '../link/configuration/text.js';

/** What is known about the connection that an element is for: by the page, or by an outcome of Link. */
export interface Connection {
  readonly isConnected: boolean;
  /** The slug of the connected provider. It is null when nobody has named it. */
  readonly provider: string | null;
}

export const notConnected: Connection = { isConnected: false, provider: null };

/**
 * Reads the setting `connected`. Null, undefined, false and the text `false` mean that nothing is connected. True, an empty
 * text and the text `true` mean that a provider is connected. Another text is its slug.
 */
export function readConnection(value: unknown): Connection {
  const slug = cleanText(value).toLowerCase(); // `true` and `false` become texts.
  if (value === null || value === undefined || slug === 'false') return notConnected;
  return { isConnected: true, provider: slug && slug !== 'true' ? slug : null };
}
