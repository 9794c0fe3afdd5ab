import { addElementAfter } from './script-elements.js';

/** Adds an element after the script tag that runs now, if the tag has the attribute `data-token-endpoint`. */
export function addElementAfterScript(): void {
  // Read in this way, an image with the name `currentScript` does not hide the property.
  const script = Reflect.get(Document.prototype, 'currentScript', document) as HTMLScriptElement | null;
  if (!script?.hasAttribute('data-token-endpoint')) return;
  if (!script.parentNode || script.closest('head'))
    return warn('in <head> shows nothing. Move it to where the button belongs');
  addElementAfter(script);
  // Another script has added the tag: then `async` is true without the attribute. `next/script` adds it to the body.
  const isLast = !script.nextElementSibling?.nextElementSibling;
  if (script.parentNode === document.body && isLast && script.async && !script.hasAttribute('async'))
    warn('was added to the end of the page by another script, so the button is there. Move it');
}

function warn(problem: string): void {
  console.warn(
    `junction-connect: a <script data-token-endpoint> ${problem}, or use <div data-junction-connect> there.`,
  );
}
