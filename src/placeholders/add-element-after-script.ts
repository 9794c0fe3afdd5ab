import { elementFrom } from './element-from.js';

/** Adds an element after the script tag that runs now, if the tag has the attribute `data-token-endpoint`. */
export function addElementAfterScript(): void {
  const script = document.currentScript as HTMLScriptElement | null; // Null in a module, and after the script has run.
  if (!script?.hasAttribute('data-token-endpoint')) return;
  if (script.closest('head'))
    console.warn(
      'junction-connect: a <script data-token-endpoint> in <head> shows nothing. Move it to where the button belongs.',
    );
  else script.after(elementFrom(script));
}
