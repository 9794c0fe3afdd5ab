import { html } from 'hono/html';
import type { Provider } from '../link/providers.js';
import { errorTypes } from './error-types.js';
import { hidden, hiddenFields, type Html, layout, listLink, type Visit } from './layout.js';
import { monogram } from './monogram.js';
import type { LinkToken } from './state.js';

/** The sign-in of an OAuth provider, as far as Link is concerned: consent or refusal, however it would ask for it. */
export function consentPage(visit: Visit, { providers }: LinkToken, provider: Provider) {
  const outcome = (type: string) => html`
<li><button name="decision" value="${type}">${type}</button></li>`;
  const main = html`
<p>This page stands in for the sign-in of ${provider.name}. No account is needed and none is asked for: decide whether
  it should share its data.</p>
${signInForm(
  visit,
  provider,
  html`
<button class="primary" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
<details>
  <summary>Other outcomes</summary>
  <ul>${errorTypes.map(outcome)}</ul>
</details>`,
)}
${providers.length > 1 ? listLink(visit) : ''}`;
  return signInLayout(visit, provider, main);
}

function signInLayout(visit: Visit, provider: Provider, main: Html) {
  const title = `Sign in to ${provider.name}`;
  return layout(visit, {
    title,
    main: html`
<div class="center">
  ${monogram(provider, 'monogram large')}
  <h1>${title}</h1>
  ${main}
</div>`,
  });
}

const signInForm = (visit: Visit, provider: Provider, content: Html) => html`
<form method="post" action="${visit.basePath}/connect" class="actions">
${hiddenFields(visit)}${hidden('provider', provider.slug)}${content}
</form>`;
