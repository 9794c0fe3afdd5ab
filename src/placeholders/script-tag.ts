import { configurePage, pageSettingTypes } from '../link/configuration/page-settings.js';
import { keepScriptNonce } from '../link/configuration/script-nonce.js';
import { cleanText } from '../link/configuration/text.js';
import { unshadowed } from '../link/unshadowed.js';

/** Returns the script tag that runs now. Returns null for a module, and on a server. */
export const currentScriptTag = (): HTMLScriptElement | null =>
  globalThis.document ? (unshadowed(document).currentScript as HTMLScriptElement | null) : null;

/** Reads what the script tag says about the page: its lists of URLs, and its nonce for Link's script. */
export function readScriptTag(script: HTMLScriptElement | null): void {
  keepScriptNonce(script?.nonce); // Not the attribute: the browser hides its value from scripts.
  readPageSettings(script);
}

/**
 * Adds the settings of the page that are in its script tag: lists of URLs, separated by spaces or commas. If an item is invalid,
 * writes an error to the console, and adds the other items.
 */
export function readPageSettings(script: HTMLScriptElement | null): void {
  for (const [setting, { attribute }] of Object.entries(pageSettingTypes)) {
    for (const item of cleanText(script?.getAttribute(attribute)).split(/[\s,]+/)) {
      try {
        if (cleanText(item)) configurePage({ [setting]: [item] });
      } catch (error) {
        console.error(`junction-connect: <script ${attribute}>: ${(error as Error).message}`);
      }
    }
  }
}
