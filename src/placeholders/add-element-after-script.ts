import { checkLater } from '../element/check-later.js';
import { unshadowed } from '../link/unshadowed.js';
import { addElementAfter } from './script-elements.js';

/**
 * Adds an element after the script tag that runs now, if the tag has the attribute `data-token-endpoint`. Later tells the
 * site's owner when the tag is at a place where it shows no button, or where nobody expects the button.
 *
 * @param script The tag, or null for a module.
 */
export function addElementAfterScript(script: HTMLScriptElement | null): void {
  if (!script?.hasAttribute('data-token-endpoint')) return;
  if (isMisplaced(script)) {
    const { isConnected } = script;
    return checkLater(() => {
      if (isMisplaced(script) && script.isConnected === isConnected)
        warn('in <head> shows nothing. Move it to where the button belongs');
    });
  }
  addElementAfter(script);
  // When another script has added the tag, `async` is true without the attribute. `next/script` adds a tag to the body's end.
  const isLast = !script.nextElementSibling?.nextElementSibling;
  if (!isLast || !isInBody(script) || !script.async || script.hasAttribute('async')) return;
  checkLater(() => {
    if (isInBody(script))
      warn(
        'was added by another script to the end of the page, and shows the button there. Move the tag to another place',
      );
  });
}

/** Returns true for a tag in `<head>`, and for a tag that other code has removed before it ran. */
const isMisplaced = (script: HTMLScriptElement): boolean => !script.parentNode || !!script.closest('head');

const isInBody = ({ parentNode }: HTMLScriptElement): boolean => parentNode === unshadowed(document).body;

function warn(problem: string): void {
  console.warn(
    `junction-connect: a <script data-token-endpoint> ${problem}, or use <div data-junction-connect> there.`,
  );
}
