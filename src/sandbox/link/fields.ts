import { html } from 'hono/html';
import type { JunctionErrorType } from '../../junction/error-types.js';
import type { ErrorMetadata } from '../browser/frame-message.js';
import type { Visit } from './layout.js';

/** A field of a sign-in form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password';
  readonly autocomplete: string;
  readonly inputmode?: 'email' | 'numeric';
  readonly value?: string | undefined;
  readonly error?: ErrorMetadata | undefined;
  /** True for the field that the person types in next. In hosted Link it gets the focus. */
  readonly isNext: boolean;
}

/**
 * Returns an input with its label. It is never `required`: the server responds to an empty field with an error, as a real
 * provider does.
 */
export const field = (
  visit: Visit,
  { name, label, type, autocomplete, inputmode, value, error, isNext }: Field,
) => html`
<label>${label}<input name="${name}" type="${type}" autocomplete="${autocomplete}" inputmode="${inputmode ?? 'text'}"
  value="${value ?? ''}" autocapitalize="none" spellcheck="false"
  ${isNext && error ? html`aria-describedby="${errorId}"` : ''}
  ${isTypingError(error) ? html`aria-invalid="true"` : ''}
  ${isNext && !visit.embedderOrigin ? html`autofocus` : ''}></label>`;

/**
 * Returns the error message. The field refers to it by `aria-describedby`, because screen readers often do not speak an alert
 * that is there when the page loads.
 */
export const fieldError = (error: ErrorMetadata | undefined) =>
  error ? html`<p class="notice" role="alert" id="${errorId}">${error.error}</p>` : '';

const errorId = 'error';

/** The errors that come from the text that the person typed. */
const typingErrors: readonly string[] = [
  'provider_credential_error',
  'incorrect_mfa_code',
] satisfies JunctionErrorType[];

const isTypingError = (error: ErrorMetadata | undefined) => !!error && typingErrors.includes(error.error_type);
