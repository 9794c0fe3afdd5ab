import { readSetting, settingNames, writeSetting } from './settings.js';

/**
 * Adds an element after the script tag that runs now, if the tag has the attribute `data-token-endpoint`. If there is an
 * element already, the tag runs again, as after a visit of Turbo, or in a page that was saved with the element. Then it gives
 * that element its settings anew.
 */
export function addElementAfterScript(): void {
  // Read in this way, an image with the name `currentScript` does not hide the property.
  const script = Reflect.get(Document.prototype, 'currentScript', document) as HTMLScriptElement | null;
  if (!script?.hasAttribute('data-token-endpoint')) return;
  if (!script.parentNode || script.closest('head'))
    return warn('in <head> shows nothing. Move it to where the button belongs');
  const next = script.nextElementSibling;
  const element = next?.localName === 'junction-connect' ? next : document.createElement('junction-connect');
  for (const name of settingNames()) writeSetting(element, name, readSetting(script, name));
  if (script.nonce) (element as HTMLElement).nonce = script.nonce; // The browser hides the attribute `nonce` from scripts.
  if (element === next) return;
  script.after(element);
  // Another script has added the tag: then `async` is true without the attribute. `next/script` adds it to the body.
  if (script.parentNode === document.body && script.async && !script.hasAttribute('async'))
    warn('was added to the end of the page by another script, so the button is there');
}

function warn(problem: string): void {
  console.warn(
    `junction-connect: a <script data-token-endpoint> ${problem}, or use <div data-junction-connect> there.`,
  );
}
