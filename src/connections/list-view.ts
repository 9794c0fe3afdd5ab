import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LocalizedText } from '../i18n/find-text.js';
import type { TextKey } from '../i18n/messages.js';
import type { ListPhase } from './connections-list.js';
import type { ListProblem } from './list-error.js';
import { renderRow, renderText, type RowView } from './row-view.js';

/** The text for each problem. The text for `failed` is not here, because it depends on whether rows are shown. */
const problemKeys: Readonly<Record<Exclude<ListProblem, 'failed'>, TextKey>> = {
  signedOut: 'connections.signedOut',
  offline: 'offline',
  busy: 'busy',
  unavailable: 'unavailable',
  refused: 'unavailable',
};

export interface ListView {
  readonly phase: ListPhase;
  /** All rows, also those that the search does not find. */
  readonly rows: readonly RowView[];
  /** What the person searches for. Undefined for a list that is so short that it has no search. */
  readonly search: string | undefined;
  /** A text that only screen readers say. */
  readonly announcement: LocalizedText | undefined;
  readonly findText: (key: TextKey) => LocalizedText;
  readonly onSearch: (text: string) => void;
  readonly onRetry: () => void;
}

/**
 * Renders the list, or a message in place of it. The live regions are there from the start, because screen readers say only what
 * changes in a region.
 */
export function renderList(view: ListView): TemplateResult {
  const { phase, rows, announcement } = view;
  return html`<div part="message" role="status" tabindex="-1" class=${phase.name}>${renderMessage(view)}</div>
    ${rows.length > 0 ? renderRows(view) : nothing}
    <div class="visually-hidden" role="status">${announcement ? renderText(announcement) : nothing}</div>`;
}

function renderMessage({ phase, rows, findText, onRetry }: ListView): TemplateResult | typeof nothing {
  if (phase.name === 'unasked') return nothing;
  if (phase.name === 'loading') return renderText(findText('connections.loading'));
  const { problem, isLoading } = phase;
  if (problem) {
    const failed = phase.name === 'shown' ? 'connections.outdated' : 'connections.failed';
    // While the list is loaded again, the text is another one. So screen readers say the problem again if it remains.
    const key = isLoading ? 'connections.loading' : problem === 'failed' ? failed : problemKeys[problem];
    const text = renderText(findText(key));
    return html`${problem === 'signedOut' || isLoading ? text : html`<slot name="error">${text}</slot>`}
      <button
        type="button"
        class="retry"
        aria-disabled=${isLoading}
        aria-busy=${isLoading}
        @click=${() => !isLoading && onRetry()}
      >
        ${renderText(findText('connections.retry'))}
      </button>`;
  }
  if (rows.length > 0) return nothing;
  return html`<slot name="empty">${renderText(findText('connections.empty'))}</slot>`;
}

/* eslint-disable lit-a11y/no-redundant-role -- Safari takes the role from a list without bullets. */
function renderRows({ phase, rows, search, findText, onSearch }: ListView): TemplateResult {
  const isLoading = phase.name === 'shown' && phase.isLoading;
  const hasFound = rows.some(({ isFound }) => isFound);
  return html`${search === undefined ? nothing : renderSearch(search, findText('connections.search').text, onSearch)}
    <ul part="list" role="list" aria-label=${findText('connections.title').text} aria-busy=${isLoading} tabindex="-1">
      ${repeat(rows, ({ row }) => row.provider, renderRow)}
    </ul>
    <div part="message" role="status">${hasFound ? nothing : renderText(findText('connections.noMatches'))}</div>`;
}
/* eslint-enable lit-a11y/no-redundant-role */

const renderSearch = (search: string, label: string, onSearch: ListView['onSearch']): TemplateResult =>
  html`<input
    type="search"
    aria-label=${label}
    placeholder=${label}
    .value=${search}
    @input=${({ target }: InputEvent) => onSearch((target as HTMLInputElement).value)}
  />`;
