// @ts-check
/** The switch "Block Link's script". It shows what a launch does if Link's script cannot load. */
import { configureLink } from './junction.js';

/**
 * @param {HTMLInputElement} checkbox
 * @param {import('./junction.js').LinkLocation} link
 */
export function setUpBlockSwitch(checkbox, link) {
  /** The window. It has the global `Vital` if an earlier launch has loaded Link's script. */
  const page = /** @type {{ Vital?: unknown }} */ (window);
  /** @type {unknown} The global, while the script is blocked. */
  let savedVital;

  const apply = () => {
    if (checkbox.checked) {
      savedVital = page.Vital;
      page.Vital = undefined;
      // The address is at the host of the real script, because the element also takes the address of hosted Link from it.
      void configureLink({ ...link, script: new URL('blocked.js', link.script).href });
    } else {
      page.Vital ??= savedVital;
      void configureLink(link);
    }
  };
  checkbox.addEventListener('input', apply);
  if (checkbox.checked) apply();
}
