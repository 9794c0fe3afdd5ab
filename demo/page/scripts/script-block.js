// @ts-check
/** The switch that keeps Link's script from the element, to see what becomes of a launch then. */
import { configureLink } from './junction.js';

/**
 * @param {HTMLInputElement} block
 * @param {import('./junction.js').LinkLocation} link
 */
export function offerBlock(block, link) {
  /** What the script has defined, where an earlier launch has loaded it. */
  const page = /** @type {{ Vital?: unknown }} */ (window);
  /** @type {unknown} */
  let vital;

  const apply = () => {
    if (block.checked) {
      vital = page.Vital;
      page.Vital = undefined;
      // Beside the real one: where hosted Link lives is told by it, too.
      void configureLink({ ...link, script: new URL('blocked.js', link.script).href });
    } else {
      page.Vital ??= vital;
      void configureLink(link);
    }
  };
  block.addEventListener('input', apply);
  if (block.checked) apply();
}
