import { attempt } from './attempt.js';
import { unshadowed } from './unshadowed.js';

/**
 * Returns the code of the language of an element, as the page names it: by the nearest attribute `lang`, also outside of
 * shadow roots, else by `<meta http-equiv="content-language">`. Returns an empty text when the page names none, and on a
 * server.
 */
export const languageOf = (element: Element): string =>
  attempt(() => nearestLanguage(element) ?? metaLanguage(element.ownerDocument)) ?? '';

/** Returns the value of the nearest attribute `lang`, or undefined. */
function nearestLanguage(element: Element): string | undefined {
  const named = element.closest('[lang]');
  if (named) return named.getAttribute('lang')!;
  const root = element.getRootNode();
  return unshadowed(root).nodeType === 11 ? nearestLanguage((root as ShadowRoot).host) : undefined; // DOCUMENT_FRAGMENT_NODE
}

function metaLanguage(page: Document): string | undefined {
  const meta = unshadowed(page).querySelector<HTMLMetaElement>('meta[http-equiv=content-language i]');
  return meta?.content.split(',')[0]!.trim();
}
