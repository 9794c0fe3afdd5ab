import { html } from 'hono/html';
import type { TokenRefusal } from '../../junction/error-types.js';
import { linkTokenLifeMs } from '../../junction/link-token.js';
import type { Provider } from '../../junction/providers.js';
import type { ErrorMetadata } from '../browser/frame-message.js';
import { monogram } from '../browser/monogram.js';
import type { IssuedToken } from '../state.js';
import { exitForm, layout, listLink, pageForm, type Visit } from './layout.js';
import { errorOf } from './link-errors.js';

/** A provider that the person has chosen and that was not connected, and the error. */
export interface Failure {
  readonly provider: Provider;
  readonly error: ErrorMetadata;
}

export function listPage(visit: Visit, { providers }: IssuedToken, failure?: Failure) {
  const title = 'Connect a device';
  const tile = (provider: Provider) => html`
<li><button name="provider" value="${provider.slug}">${monogram(provider)}<span>${provider.name}</span></button></li>`;
  const notice = ({ provider, error }: Failure) => html`
<p class="notice" role="alert">${provider.name} was not connected. ${error.error} You can try again.</p>`;
  const main = html`
<h1>${title}</h1>
${failure ? notice(failure) : html`<p>Choose where your health data comes from.</p>`}
${
  providers.length
    ? pageForm(visit, html`<ul>${providers.map(tile)}</ul>`)
    : html`<p class="notice">There is nothing in this list that can be connected from a web page.</p>`
}`;
  return layout(visit, { title, main, ...(failure && { message: { type: 'error', metadata: failure.error } }) });
}

export function connectedPage(visit: Visit, provider: Provider) {
  const title = `${provider.name} is connected`;
  const main = html`
<div class="center">
  ${monogram(provider, 'monogram large')}
  <h1>${title}</h1>
  <p>With Junction, data would start to arrive now. You can go back to where you came from.</p>
  ${exitForm(visit, html`<div class="actions"><button class="primary">Done</button></div>`)}
</div>`;
  return layout(visit, { title, main, message: { type: 'success', metadata: { provider_slug: provider.slug } } });
}

const tokenRefusalTexts: Record<TokenRefusal, [title: string, text: string]> = {
  invalid_token: ['This link is not valid', 'Its token is not one that was given out here.'],
  token_expired: ['This link has expired', `Its token is older than ${linkTokenLifeMs / 60_000} minutes.`],
  token_consumed: ['This link was already used', 'A token is good for one connection, and this one has made it.'],
};

export function tokenRefusalPage(visit: Visit, refusal: TokenRefusal) {
  const [title, text] = tokenRefusalTexts[refusal];
  const main = html`<div class="center"><h1>${title}</h1><p>${text} Go back and start again.</p></div>`;
  return layout(visit, { title, main, message: { type: 'error', metadata: errorOf(refusal) } });
}

/** Returns the page for a provider that the token does not allow, or that Link cannot connect from a web page. */
export function providerNotAllowedPage(visit: Visit, { providers, startsAt }: IssuedToken) {
  const title = 'This provider cannot be connected here';
  const text = 'It was not asked for, or it cannot be connected from a web page.';
  const link = providers.length && !startsAt ? listLink(visit) : '';
  return layout(visit, { title, main: html`<div class="center"><h1>${title}</h1><p>${text}</p>${link}</div>` });
}

export function closedPage(visit: Visit) {
  const title = 'Link is closed';
  return layout(visit, {
    title,
    main: html`<div class="center"><h1>${title}</h1><p>You can close this window.</p></div>`,
  });
}
