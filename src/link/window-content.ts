import type { LocalizedText } from '../i18n/find-text.js';
import { directionOf } from '../i18n/language-codes.js';
import type { Platform } from './platform.js';
import { unshadowed } from './unshadowed.js';

/** The texts of a page of ours in Link's window. */
interface WindowTexts {
  /** The name of the provider, if it is known. */
  readonly providerName: string | undefined;
  /** What happens in this window, or what has happened. */
  readonly main: LocalizedText;
  /** What the person can do now. */
  readonly advice?: LocalizedText | undefined;
}

/** The id of the heading in the content. */
export const windowHeadingId = 'junction-connect-heading';

/** The style attributes. The content can be in a page of the site, so `all: initial` removes that page's styles. */
const styles = {
  content: 'all:initial;display:block;font:1rem/1.5 system-ui,sans-serif;color:CanvasText;color-scheme:inherit',
  names: 'all:unset;display:block;font-size:0.875rem;opacity:0.8;overflow-wrap:anywhere',
  main: 'all:unset;display:block;margin-block:0.5rem;font-size:1.25rem;line-height:1.4;font-weight:600',
  advice: 'all:unset;display:block',
};

/** Returns the name that the site gives itself (`og:site_name`), else its host. */
export function siteName({ document, location }: Pick<Platform, 'document' | 'location'>): string {
  const meta = unshadowed(document).querySelector<HTMLMetaElement>('meta[property="og:site_name"]');
  return meta?.content.trim() || location.host;
}

/**
 * Returns the content of a page of ours in Link's window, before Link is shown there or after Link has ended: the names of
 * the site and of the provider, and one or two texts.
 *
 * @param page The document that the content is for.
 */
export function windowContent(
  page: Document,
  platform: Platform,
  { providerName, main, advice }: WindowTexts,
): HTMLElement {
  const target = unshadowed(page);
  const content = target.createElement('div');
  const names = target.createElement('p');
  content.dir = main.language ? directionOf(main.language) : 'auto';
  names.textContent = [siteName(platform), providerName].filter(Boolean).join(' · ');
  const heading = target.createElement('h1');
  heading.id = windowHeadingId;
  showText(heading, main);
  content.append(names, heading);
  content.style.cssText = styles.content;
  names.style.cssText = styles.names;
  heading.style.cssText = styles.main;
  if (advice) {
    const line = target.createElement('p');
    showText(line, advice);
    line.style.cssText = styles.advice;
    content.append(line);
  }
  return content;
}

/** Writes a text into an element, with the language and the direction of the text. */
export function showText(element: HTMLElement, { text, language }: LocalizedText): void {
  element.textContent = text;
  if (language) element.lang = language;
  element.dir = language ? directionOf(language) : 'auto';
}
