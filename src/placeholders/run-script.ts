import { stopExplainingRefusal } from '../element/prepare-for-lit.js'; // This must come before every import of Lit.
import { addElementAfterScript } from './add-element-after-script.js';
import type { PlaceholderKind } from './kinds.js';
import { currentScriptTag, readScriptTag } from './script-tag.js';
import { showPlaceholders } from './show-placeholders.js';

/**
 * Runs a classic script of the package: reads its script tag, registers its elements, and shows them in the page.
 *
 * @param define Registers the elements.
 * @param kinds The placeholders that show these elements.
 */
export function runScript(define: () => void, kinds: readonly PlaceholderKind[]): void {
  stopExplainingRefusal();
  const script = currentScriptTag();
  readScriptTag(script);
  define();
  kinds.forEach(showPlaceholders);
  addElementAfterScript(script);
}
