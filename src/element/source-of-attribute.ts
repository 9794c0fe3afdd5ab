import type { SettingSource } from '../link/configuration/setting-source.js';
import { isScript, placeholderAttribute, sourceNodeOf } from './source-node.js';

/** Returns where the value of an attribute of an element comes from. */
export function sourceOfAttribute(element: Element, attribute: string): SettingSource {
  const source = sourceNodeOf(element);
  // A copy of an element in a placeholder has the attribute, but not the node. Markup can only lower its own trust by it.
  if (!source) return element.hasAttribute(placeholderAttribute) ? 'placeholder' : 'element';
  if (!isScript(source)) return 'placeholder';
  // The page trusts its own script tags. But a library that morphs the page can change the element that the tag has added.
  return source.getAttribute(`data-${attribute}`) === element.getAttribute(attribute) ? 'page' : 'element';
}
