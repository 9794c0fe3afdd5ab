import { attempt } from './attempt.js';
import { closestInPage } from './embedded/composed-tree.js';
import { unshadowed } from './unshadowed.js';

/**
 * Returns the code of the language of an element, as the page names it: by the nearest attribute `lang`, also outside of
 * shadow roots, else by `<meta http-equiv="content-language">`. Returns an empty text when the page names none, and on a
 * server.
 */
export function languageOf(element: Element): string {
  const named = attempt(() => closestInPage(element, '[lang]')?.getAttribute('lang'));
  return named ?? attempt(() => metaLanguage(element.ownerDocument)) ?? '';
}

function metaLanguage(page: Document): string {
  const [code = ''] =
    unshadowed(page).querySelector<HTMLMetaElement>('meta[http-equiv=content-language i]')?.content.split(',') ?? [];
  return code.trim();
}
