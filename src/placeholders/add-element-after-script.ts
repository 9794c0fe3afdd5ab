import { unshadowed } from '../link/unshadowed.js';
import { addElementAfter } from './script-elements.js';

/**
 * Adds an element after the script tag that runs now, if the tag has the attribute `data-token-endpoint`.
 *
 * @param script The tag, or null for a module.
 */
export function addElementAfterScript(script: HTMLScriptElement | null): void {
  if (!script?.hasAttribute('data-token-endpoint')) return;
  if (!script.parentNode || script.closest('head'))
    return warn('in <head> shows nothing. Move it to where the button belongs');
  addElementAfter(script);
  // When another script has added the tag, `async` is true without the attribute. `next/script` adds a tag to the body's end.
  const isLast = !script.nextElementSibling?.nextElementSibling;
  if (script.parentNode === unshadowed(document).body && isLast && script.async && !script.hasAttribute('async'))
    warn(
      'was added by another script to the end of the page, and shows the button there. Move the tag to another place',
    );
}

function warn(problem: string): void {
  console.warn(
    `junction-connect: a <script data-token-endpoint> ${problem}, or use <div data-junction-connect> there.`,
  );
}
