import { html } from 'hono/html';
import type { Provider } from '../link/providers.js';
import { addressOf, exitForm, form, hidden, hiddenFields, layout, type Visit } from './layout.js';
import { monogram } from './monogram.js';
import type { LinkToken, TokenProblem } from './state.js';

/** @param declined the provider that the person has just refused access to */
export function listPage(visit: Visit, { providers }: LinkToken, declined?: Provider) {
  const tile = (provider: Provider) => html`
<li><button name="provider" value="${provider.slug}">${monogram(provider)}<span>${provider.name}</span></button></li>`;
  const notice = html`
<p class="notice" role="alert">${declined?.name} was not connected: access was denied. You can try again.</p>`;
  const main = html`
<h1>Connect a device</h1>
${declined ? notice : html`<p>Choose where your health data comes from.</p>`}
${
  providers.length
    ? form(visit, html`<ul>${providers.map(tile)}</ul>`)
    : html`<p class="notice">There is nothing in this list that can be connected from a web page.</p>`
}`;
  if (!declined) return layout(visit, { title: 'Connect a device', main });
  // Which error type Junction uses for a declined consent is not documented; of its list, this one fits best.
  const metadata = { error_type: 'required_scopes_not_granted', error: `Access to ${declined.name} was denied.` };
  return layout(visit, { title: 'Connect a device', main, message: { type: 'error', metadata } });
}

/** A provider's sign-in, as far as Link is concerned: consent or refusal, however the provider would ask for it. */
export function signInPage(visit: Visit, { providers }: LinkToken, provider: Provider) {
  const title = `Sign in to ${provider.name}`;
  const main = html`
<div class="center">
  ${monogram(provider, 'monogram large')}
  <h1>${title}</h1>
  <p>This page stands in for the sign-in of ${provider.name}. No account is needed and none is asked for: decide whether
    it should share its data.</p>
  <form method="post" action="${visit.basePath}/connect" class="actions">
    ${hiddenFields(visit)}${hidden('provider', provider.slug)}
    <button class="primary" name="decision" value="allow">Allow</button>
    <button name="decision" value="deny">Deny</button>
  </form>
  ${providers.length > 1 ? listLink(visit) : ''}
</div>`;
  return layout(visit, { title, main });
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

const problems: Record<TokenProblem, [title: string, text: string]> = {
  invalid_token: ['This link is not valid', 'Its token is not one that was given out here.'],
  token_expired: ['This link has expired', 'Its token is older than 60 minutes.'],
  token_consumed: ['This link was already used', 'A token is good for one connection, and this one has made it.'],
};

export function problemPage(visit: Visit, problem: TokenProblem) {
  const [title, text] = problems[problem];
  const main = html`<div class="center"><h1>${title}</h1><p>${text} Go back and start again.</p></div>`;
  return layout(visit, { title, main, message: { type: 'error', metadata: { error_type: problem, error: title } } });
}

/** For a provider that the token does not allow, or that Link cannot connect from a web page. */
export function refusedPage(visit: Visit, { providers, startsAt }: LinkToken) {
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

const listLink = (visit: Visit) => html`<p><a href="${addressOf(visit, '/')}">Choose another provider</a></p>`;
