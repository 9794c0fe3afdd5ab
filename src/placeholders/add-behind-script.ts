import { createElement } from './create-element.js';

/** Adds an element behind the script tag that runs, if the tag names a token endpoint. */
export function addBehindScript(): void {
  const script = document.currentScript as HTMLScriptElement | null; // Null for a module, and later in an event.
  if (!script?.hasAttribute('data-token-endpoint')) return;
  if (script.closest('head'))
    console.warn(
      'junction-connect: a <script data-token-endpoint> in <head> shows nothing. Move it to where the button belongs.',
    );
  else script.after(createElement(script));
}
