import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { ShownText } from '../i18n/find-text.js';
import { directionOf } from '../i18n/language-codes.js';
import { errorIcon, successIcon } from './icons.js';
import type { MessageKind } from './shown-message.js';

/** The texts that an element shows, apart from its content. */
export interface ShownTexts {
  readonly label?: ShownText | undefined;
  readonly kind?: MessageKind | undefined;
  readonly message?: ShownText | undefined;
  readonly link?: ShownText | undefined;
}

/** The icon of a message. A message of another kind has none. */
const icons: Partial<Record<MessageKind, SVGTemplateResult>> = { success: successIcon, error: errorIcon };

/** Returns the attributes `lang` and `dir` for a text. A text of the page's own is in the language of the page. */
const languageAttributes = ({ language }: ShownText) => ({
  lang: language ?? nothing,
  dir: language ? directionOf(language) : 'auto',
});

/**
 * Renders the label of the button: the content of the element, or our text if there is no content.
 *
 * @param isBlank True when the element has content, but the content shows nothing.
 * @param hasContent True when the element has content. Also true on a server, which does not know the content. Hydration could
 *   not remove the language of our text, which the server would have written beside the content.
 */
export function renderLabel(label: ShownText | undefined, isBlank: boolean, hasContent: boolean): TemplateResult {
  // The content of the page, and a label of its own, have the language and the direction of the page.
  const isPageText = !label?.language || (hasContent && !isBlank);
  const { lang, dir } = isPageText ? { lang: nothing, dir: nothing } : languageAttributes(label);
  const text = label?.text ?? nothing;
  return html`<span part="label" lang=${lang} dir=${dir}
    ><slot>${isBlank ? nothing : text}</slot>${isBlank ? text : nothing}</span
  >`;
}

/**
 * Renders the line below the button: an icon, a text, and a link behind the text. Each of them may be missing.
 *
 * @param href The address of the link. Without one, the link is a button.
 */
export function renderMessage(
  { kind = 'info', message, link }: ShownTexts,
  href: string | undefined,
  onClick: (event: MouseEvent) => void,
): TemplateResult | typeof nothing {
  if (!message && !link) return nothing;
  const icon = icons[kind];
  const text = message ? renderText(message, icon) : nothing;
  return html`${text} ${link ? renderLink(link, href, onClick) : nothing}`;
}

function renderText(message: ShownText, icon: SVGTemplateResult | undefined): TemplateResult {
  const { lang, dir } = languageAttributes(message);
  const picture = icon ? html`<svg part="icon" viewBox="0 0 24 24" aria-hidden="true">${icon}</svg>` : nothing;
  return html`<span lang=${lang} dir=${dir}>${picture}${message.text}</span>`;
}

function renderLink(link: ShownText, href: string | undefined, onClick: (event: MouseEvent) => void): TemplateResult {
  const { lang, dir } = languageAttributes(link);
  return href
    ? html`<a part="link" href=${href} lang=${lang} dir=${dir} @click=${onClick}>${link.text}</a>`
    : html`<button part="link" type="button" lang=${lang} dir=${dir} @click=${onClick}>${link.text}</button>`;
}
