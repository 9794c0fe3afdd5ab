import { configurePage, type PageSettings } from '../link/configuration/page-settings.js';
import { keepScriptNonce } from '../link/configuration/script-nonce.js';
import { cleanText } from '../link/configuration/text.js';
import { unshadowed } from '../link/unshadowed.js';

/** Returns the script tag that runs now. Returns null for a module, and on a server. */
export const currentScriptTag = (): HTMLScriptElement | null =>
  globalThis.document ? (unshadowed(document).currentScript as HTMLScriptElement | null) : null;

const attributes = { tokenEndpoints: 'data-token-endpoints', allowedOrigins: 'data-allowed-origins' } as const;

/**
 * Adds the settings of the page that are in its script tag: lists of URLs, separated by spaces or commas. If a list is invalid,
 * adds nothing of it, and writes an error to the console. Keeps the nonce of the tag for Link's script.
 */
export function readPageSettings(script: HTMLScriptElement | null): void {
  keepScriptNonce(script?.nonce); // Not the attribute: the browser hides its value from scripts.
  for (const setting of Object.keys(attributes) as (keyof PageSettings)[]) {
    const list = cleanText(script?.getAttribute(attributes[setting]))
      .split(/[\s,]+/)
      .map(cleanText)
      .filter(Boolean);
    try {
      configurePage({ [setting]: list });
    } catch (error) {
      console.error(`junction-connect: <script ${attributes[setting]}>: ${(error as Error).message}`);
    }
  }
}
