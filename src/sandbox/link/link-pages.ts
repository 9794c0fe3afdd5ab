import { html } from 'hono/html';
import type { TokenRefusal } from '../../junction/error-types.js';
import { linkTokenLifeMs } from '../../junction/link-token.js';
import type { Provider } from '../../junction/provider-details.js';
import type { ErrorMetadata } from '../browser/frame-message.js';
import { monogram } from '../browser/monogram.js';
import type { NamedProvider } from '../../junction/providers.js';
import type { IssuedToken } from '../state.js';
import { exitForm, layout, listAnchor, pageForm, type Visit } from './layout.js';
import { errorOf } from './link-errors.js';

/** A provider that the person has chosen and that was not connected, and the error. */
export interface Failure {
  readonly provider: Provider;
  readonly error: ErrorMetadata;
}

export function listPage(visit: Visit, { providers }: IssuedToken, failure?: Failure) {
  const title = 'Connect a device';
  const tile = (provider: Provider) => html`
<li><button name="provider" value="${provider.slug}">${monogram(provider)}<span>${provider.listName}</span></button></li>`;
  const notice = ({ provider, error }: Failure) => html`
<p class="notice" role="alert">${provider.name} was not connected. ${error.error} You can try again.</p>`;
  const main = html`
<h1>${title}</h1>
${failure ? notice(failure) : html`<p>Choose where your health data comes from.</p>`}
${
  providers.length
    ? pageForm(visit, html`<ul>${providers.map(tile)}</ul>`)
    : html`<p class="notice">The Link Token allows no provider that can be connected from a web page.</p>`
}`;
  return layout(visit, { title, main, ...(failure && { message: { type: 'error', metadata: failure.error } }) });
}

export function connectedPage(visit: Visit, provider: NamedProvider) {
  const title = `${provider.name} is connected`;
  const main = html`
<div class="center">
  ${monogram(provider, 'monogram large')}
  <h1>${title}</h1>
  <p>With the real Junction, data would start to arrive now. You can go back to the site.</p>
  ${exitForm(visit, html`<div class="actions"><button class="primary">Done</button></div>`)}
</div>`;
  return layout(visit, { title, main, message: { type: 'success', metadata: { provider_slug: provider.slug } } });
}

const tokenRefusalTexts: Record<TokenRefusal, [title: string, text: string]> = {
  invalid_token: [
    'This link is not valid',
    'The local stand-in does not know the Link Token in the address. It forgets all tokens when it restarts or is reset.',
  ],
  token_expired: [
    'This link has expired',
    `A Link Token can be used for ${linkTokenLifeMs / 60_000} minutes. This one has expired.`,
  ],
  token_consumed: ['This link was already used', 'A Link Token can make one connection. This one has already made it.'],
};

export function tokenRefusalPage(visit: Visit, refusal: TokenRefusal) {
  const [title, text] = tokenRefusalTexts[refusal];
  const main = html`<div class="center"><h1>${title}</h1><p>${text} Go back and start again.</p></div>`;
  return layout(visit, { title, main, message: { type: 'error', metadata: errorOf(refusal) } });
}

/** Returns the page for a provider that the token does not allow, or that Link cannot connect from a web page. */
export function providerNotAllowedPage(visit: Visit, { providers, firstProviderSlug }: IssuedToken) {
  const title = 'This provider cannot be connected here';
  const text = 'The Link Token does not allow this provider, or a web page cannot connect it.';
  const anchor = providers.length && !firstProviderSlug ? listAnchor(visit) : '';
  return layout(visit, { title, main: html`<div class="center"><h1>${title}</h1><p>${text}</p>${anchor}</div>` });
}

/** Its message closes Link when the person has left it before the script of the last page had loaded. */
export function closedPage(visit: Visit) {
  const title = 'Link is closed';
  const main = html`<div class="center"><h1>${title}</h1><p>You can close this window.</p></div>`;
  return layout(visit, { title, main, message: { type: 'exit' } });
}
