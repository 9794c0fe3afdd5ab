import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { LocalizedText } from '../i18n/find-text.js';
import { directionOf } from '../i18n/language-codes.js';
import { errorIcon, successIcon } from './icons.js';
import type { ElementTexts } from './element-texts.js';
import type { MessageKind } from './shown-message.js';

/** The icon of a message. A message of another kind has none. */
const icons: Partial<Record<MessageKind, SVGTemplateResult>> = { success: successIcon, error: errorIcon };

/** Returns the attributes `lang` and `dir` for a text. A text of the page's own is in the language of the page. */
const languageAttributes = ({ language }: LocalizedText) => ({
  lang: language ?? nothing,
  dir: language ? directionOf(language) : 'auto',
});

/**
 * What the content of an element is. `blank`: nodes that show nothing, such as white space. `unknown`: a server does not know
 * it, and hydration must render like the server.
 */
export type ContentKind = 'text' | 'blank' | 'none' | 'unknown';

/** Renders the label of the button: the content of the element, or our text if the content shows nothing. */
export function renderLabel(label: LocalizedText | undefined, content: ContentKind): TemplateResult {
  // The content of the page, and a label of its own, have the language and the direction of the page. On a server there may be
  // content: if the server wrote our `lang` on the label, hydration could not remove it.
  const isPageText = !label?.language || content === 'text' || content === 'unknown';
  const { lang, dir } = isPageText ? { lang: nothing, dir: nothing } : languageAttributes(label);
  const text = label?.text ?? nothing;
  const isBlank = content === 'blank'; // White space fills the slot, so our text comes after it.
  return html`<span part="label" lang=${lang} dir=${dir}
    ><slot>${isBlank ? nothing : text}</slot>${isBlank ? text : nothing}</span
  >`;
}

/** Renders a text that only screen readers say. */
export function renderAnnouncement(text: LocalizedText | undefined): TemplateResult | typeof nothing {
  if (!text) return nothing;
  const { lang, dir } = languageAttributes(text);
  return html`<span lang=${lang} dir=${dir}>${text.text}</span>`;
}

/**
 * Renders the line below the button: an icon, a text, and a link. Each of them may be missing.
 *
 * @param href The address of the link. Without one, the link is a button.
 */
export function renderMessage(
  { kind = 'info', message, link }: ElementTexts,
  href: string | undefined,
  onClick: (event: MouseEvent) => void,
): TemplateResult | typeof nothing {
  if (!message && !link) return nothing;
  const text = message ? renderText(message, icons[kind]) : nothing;
  return html`${text} ${link ? renderLink(link, href, onClick) : nothing}`;
}

function renderText(message: LocalizedText, icon: SVGTemplateResult | undefined): TemplateResult {
  const { lang, dir } = languageAttributes(message);
  const picture = icon ? html`<svg part="icon" viewBox="0 0 24 24" aria-hidden="true">${icon}</svg>` : nothing;
  return html`<span lang=${lang} dir=${dir}>${picture}${message.text}</span>`;
}

function renderLink(
  link: LocalizedText,
  href: string | undefined,
  onClick: (event: MouseEvent) => void,
): TemplateResult {
  const { lang, dir } = languageAttributes(link);
  return href
    ? html`<a part="link" href=${href} lang=${lang} dir=${dir} @click=${onClick}>${link.text}</a>`
    : html`<button part="link" type="button" lang=${lang} dir=${dir} @click=${onClick}>${link.text}</button>`;
}
