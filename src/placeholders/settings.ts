import { JunctionConnect } from '../element/junction-connect.js';

/**
 * The attributes that a placeholder or a script tag passes on to its element, with the prefix `data-`. Other attributes stay
 * where they are. A sanitizer lets `data-onclick` through, and it must not become an `onclick`.
 */
export const settingNames = (): readonly string[] => [...JunctionConnect.observedAttributes, 'dir', 'lang', 'nonce'];

/** Returns the value of a setting, or null. A field with the name `getAttribute` hides the function of its form. */
export const readSetting = (source: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(source, `data-${name}`);

/** Sets an attribute, or removes it if the value is null. */
export function writeSetting(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
