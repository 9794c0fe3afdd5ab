import { html } from 'hono/html';
import { type Provider, type ProviderAvailability, providers, providersDate } from 'junction-connect/providers';

/** The words beside the names of the providers that not every site can offer. */
const marks: Record<ProviderAvailability, string> = {
  available: '',
  own_app: 'needs your own app',
  beta: 'beta',
  closed: 'closed',
  deprecated: 'deprecated',
};

/** The number of providers that the page shows at once. The person can open the others. */
const visibleCount = 12;

/** Returns the markup with which a person chooses providers. A script of the page shows the notes of the chosen ones. */
export const providerChoices = () => html`
  <div class="chips">${providers.slice(0, visibleCount).map(chip)}</div>
  <details>
    <summary>${providers.length - visibleCount} more</summary>
    <div class="chips">${providers.slice(visibleCount).map(chip)}</div>
  </details>
  <p class="hint">
    Not every site can offer the marked ones. Source: Junction’s documentation of
    <time datetime="${providersDate}">${longDate.format(new Date(providersDate))}</time>.
  </p>
  <ul class="notes" id="provider-notes" aria-live="polite">${providers.filter(({ note }) => note).map(hiddenNote)}</ul>
`;

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const noteId = ({ slug }: Provider) => `note-${slug}`;

const chip = (provider: Provider) => html`
  <label
    ><input
      type="checkbox"
      name="providers"
      value="${provider.slug}"
      data-name="${provider.listName}"
      ${provider.note && html`aria-describedby="${noteId(provider)}"`}
    /><span>${provider.listName} ${marks[provider.availability] && html`<small>${marks[provider.availability]}</small>`}</span></label
  >`;

const hiddenNote = (provider: Provider) => html`
  <li id="${noteId(provider)}" data-provider="${provider.slug}" hidden><b>${provider.listName}:</b> ${provider.note}</li>`;
