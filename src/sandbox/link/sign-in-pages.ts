import { html } from 'hono/html';
import type { Provider } from '../../junction/provider-details.js';
import type { ErrorMetadata } from '../browser/frame-message.js';
import { monogram } from '../browser/monogram.js';
import type { IssuedToken } from '../state.js';
import { field, fieldError } from './fields.js';
import { hidden, hiddenFields, type Html, layout, listAnchor, pageAddress, type Visit } from './layout.js';
import { errorTypes } from './link-errors.js';
import { codeUsername, rightCode, slowName } from './sign-in.js';

/** The error of a form, and the username to show in it again. Passwords and codes are not kept. */
export interface Rejection {
  readonly error: ErrorMetadata;
  readonly username: string;
}

/** Returns the first page of a provider's sign-in: a consent, or a form. */
export function signInPage(visit: Visit, { providers }: IssuedToken, provider: Provider, rejection?: Rejection) {
  const main = html`
${provider.authType === 'oauth' ? consent(visit, provider) : credentials(visit, provider, rejection)}
${providers.length > 1 ? listAnchor(visit) : ''}`;
  return page(visit, provider, `Sign in to ${provider.name}`, main, rejection?.error);
}

const consent = (visit: Visit, provider: Provider) => html`
<p>This page takes the place of the sign-in of ${provider.name}. You need no account. Choose whether ${provider.name}
  may share the data.</p>
${signInForm(
  visit,
  provider,
  html`
<button class="primary" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
<details>
  <summary>Other outcomes</summary>
  <ul>${[...errorTypes, slowName].map((name) => html`<li><button name="decision" value="${name}">${name}</button></li>`)}</ul>
</details>`,
)}`;

function credentials(visit: Visit, provider: Provider, rejection?: Rejection) {
  const isEmail = provider.authType === 'email';
  const error = rejection?.error;
  // After an error with a username, the person most likely has to type the password again.
  const isPasswordNext = !isEmail && !!rejection?.username;
  return html`
<p>This page takes the place of the sign-in of ${provider.name}. You need no account. Type any text, but no real
  ${isEmail ? 'address' : 'password'}.</p>
${signInForm(
  visit,
  provider,
  html`
${fieldError(error)}
${field(visit, {
  name: 'username',
  label: isEmail ? 'Email' : 'Username or email',
  type: 'text',
  autocomplete: 'username',
  inputmode: 'email',
  value: rejection?.username,
  error,
  isNext: !isPasswordNext,
})}
${
  isEmail
    ? ''
    : field(visit, {
        name: 'password',
        label: 'Password',
        type: 'password',
        autocomplete: 'current-password',
        error,
        isNext: isPasswordNext,
      })
}
<button class="primary">Sign in</button>
<details>
  <summary>Test usernames</summary>
  <p><code>${codeUsername}</code> asks for a code. <code>${slowName}</code> connects after a delay. Each of these causes the error of the same name:</p>
  <ul>${errorTypes.map((type) => html`<li><code>${type}</code></li>`)}</ul>
  <p>Every other username connects. Only the part before an @ counts: <code>${codeUsername}@example.com</code> also asks for a code.</p>
</details>`,
)}`;
}

/** Returns the page for the second factor of a sign-in. */
export function codePage(visit: Visit, provider: Provider, error?: ErrorMetadata) {
  const main = html`
<p>This page takes the place of the second factor of ${provider.name}. No code was sent. The right code
  is <code>${rightCode}</code>.</p>
${signInForm(
  visit,
  provider,
  html`
${fieldError(error)}
${field(visit, {
  name: 'code',
  label: 'Code',
  type: 'text',
  autocomplete: 'one-time-code',
  inputmode: 'numeric',
  error,
  isNext: true,
})}
<button class="primary">Continue</button>`,
)}
<p><a href="${pageAddress(visit, '/', { provider: provider.slug })}">Sign in again</a></p>`;
  return page(visit, provider, `Enter the code from ${provider.name}`, main, error);
}

function page(visit: Visit, provider: Provider, title: string, main: Html, error?: ErrorMetadata) {
  return layout(visit, {
    title: error ? `Error: ${title}` : title,
    main: html`
<div class="center">
  ${monogram(provider, 'monogram large')}
  <h1>${title}</h1>
  ${main}
</div>`,
    ...(error && { message: { type: 'error', metadata: error } }),
  });
}

const signInForm = (visit: Visit, provider: Provider, content: Html) => html`
<form method="post" action="${visit.basePath}/connect" class="actions">
${hiddenFields(visit)}${hidden('provider', provider.slug)}${content}
</form>`;
