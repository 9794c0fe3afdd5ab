import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { errorIcon, successIcon } from '../element/icons.js';
import type { LocalizedText } from '../i18n/find-text.js';
import { directionOf } from '../i18n/language-codes.js';
import type { RowActivity } from './row-activities.js';
import type { RowTexts } from './row-texts.js';
import type { Row } from './rows.js';

/** The texts of the buttons of a row. A name is what screen readers say in place of the text. */
interface ButtonTexts {
  readonly connect: LocalizedText;
  readonly connectName: LocalizedText;
  readonly disconnect: LocalizedText;
  readonly disconnectName: LocalizedText;
  readonly confirmTitle: LocalizedText;
  readonly confirm: LocalizedText;
  readonly cancel: LocalizedText;
}

export interface RowView {
  readonly row: Row;
  /** False when the search does not find the row. The row is then hidden and not removed, because Link may be open for it. */
  readonly isFound: boolean;
  readonly activity: RowActivity | undefined;
  /** How many times the button of this row was replaced with a new one. */
  readonly renewals: number;
  readonly texts: RowTexts;
  readonly buttons: ButtonTexts;
  /** True when the element offers to end this connection. */
  readonly canDisconnect: boolean;
  /** False when no logo may be loaded. */
  readonly showsLogo: boolean;
  readonly onLogoError: () => void;
  readonly onAsk: () => void;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** Returns the attributes `lang` and `dir` for a text. A text of the page has no language here: the page's own applies. */
const languageOf = ({ language }: LocalizedText) => ({
  lang: language ?? nothing,
  dir: language ? directionOf(language) : 'auto',
});

/** Renders a text in its language. */
export function renderText(text: LocalizedText): TemplateResult {
  const { lang, dir } = languageOf(text);
  return html`<span lang=${lang} dir=${dir}>${text.text}</span>`;
}

/**
 * Renders the text of a button, and its name for screen readers. People who control the computer by voice say the text
 * that is shown, so the name must contain it.
 */
function renderLabel(short: LocalizedText, long: LocalizedText, providerName: string): TemplateResult {
  const isContained = long.text.toLowerCase().includes(short.text.toLowerCase());
  const name = isContained ? long : { ...short, text: `${short.text}: ${providerName}` };
  return html`<span aria-hidden="true" lang=${languageOf(short).lang}>${short.text}</span
    ><span class="visually-hidden" lang=${languageOf(name).lang}>${name.text}</span>`;
}

/** Renders a row of the list. */
export function renderRow(view: RowView): TemplateResult {
  const { row, isFound, texts, activity } = view;
  const icon = texts.icon && { connected: successIcon, error: errorIcon }[texts.icon];
  const picture = icon ? html`<svg viewBox="0 0 24 24" aria-hidden="true">${icon}</svg>` : nothing;
  const sentences = texts.state.map((text, index) => html`${index > 0 ? ' ' : nothing}${renderText(text)}`);
  const asks = activity === 'asking' && row.connection && view.canDisconnect;
  return html`<li
    id="row-${row.provider}"
    part="row"
    class=${texts.icon ?? 'available'}
    tabindex="-1"
    ?hidden=${!isFound}
  >
    ${renderLogo(view)}
    <div class="about">
      <span part="name"><bdi>${row.name}</bdi></span>
      <span part="state">${picture}${sentences}</span>
      ${texts.notes.map((text) => html`<span part="message">${renderText(text)}</span>`)}
    </div>
    <div class="actions">${renderConnect(view)}${asks ? nothing : renderDisconnect(view)}</div>
    ${asks ? renderQuestion(view) : nothing}
  </li>`;
}

/** Renders the logo, or the first letter of the name. The name is in the row, so both are hidden from screen readers. */
function renderLogo({ row, showsLogo, onLogoError }: RowView): TemplateResult {
  return html`<span part="logo" aria-hidden="true"
    >${
      row.logo && showsLogo
        ? html`<img
            src=${row.logo}
            alt=""
            loading="lazy"
            decoding="async"
            referrerpolicy="no-referrer"
            width="32"
            height="32"
            @error=${onLogoError}
          />`
        : [...row.name][0]
    }</span
  >`;
}

/**
 * Renders `<junction-connect>`. It stays in the row of a connected provider, without its button: Link may still show its last
 * screen.
 */
function renderConnect({ row, texts, buttons, renewals }: RowView): TemplateResult | typeof nothing {
  if (!row.isConnectable) return nothing;
  return html`${keyed(
    renewals,
    html`<junction-connect
      exportparts="button: connect, message"
      provider=${row.provider}
      size="small"
      appearance=${texts.icon === 'error' ? 'filled' : 'outlined'}
      >${renderLabel(buttons.connect, buttons.connectName, row.name)}</junction-connect
    >`,
  )}`;
}

function renderDisconnect({ row, activity, buttons, canDisconnect, onAsk }: RowView): TemplateResult | typeof nothing {
  if (!row.connection || !canDisconnect || activity === 'disconnected') return nothing;
  const isBusy = activity === 'disconnecting';
  return html`<button
    part="disconnect"
    type="button"
    aria-disabled=${isBusy}
    aria-busy=${isBusy}
    @click=${() => !isBusy && onAsk()}
  >
    ${renderLabel(buttons.disconnect, buttons.disconnectName, row.name)}
  </button>`;
}

/** Renders the question before a connection ends, in the row. */
function renderQuestion({ row, buttons, onCancel, onConfirm }: RowView): TemplateResult {
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation(); // Otherwise Escape also closes a dialog of the page that contains the list.
    event.preventDefault();
    onCancel();
  };
  return html`<div
    class="question"
    role="group"
    tabindex="-1"
    aria-labelledby="question-${row.provider}"
    aria-describedby="explanation-${row.provider}"
    @keydown=${onKeydown}
  >
    <strong id="question-${row.provider}">${renderText(buttons.confirmTitle)}</strong>
    <p id="explanation-${row.provider}">${renderText(buttons.confirm)}</p>
    <button part="disconnect" type="button" @click=${onConfirm}>${renderText(buttons.disconnect)}</button>
    <button class="cancel" type="button" @click=${onCancel}>${renderText(buttons.cancel)}</button>
  </div>`;
}
