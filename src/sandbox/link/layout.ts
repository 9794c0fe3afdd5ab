import { html } from 'hono/html';
import type { FrameMessage } from '../browser/frame-message.js';
import type { RedirectSettings } from '../redirect-settings.js';

export type Html = ReturnType<typeof html>;

/** A person's way through Link: what every page hands on to the next one. */
export interface Visit {
  readonly basePath: string;
  readonly token: string;
  /** The origin of the page that embeds Link; undefined when Link has a window of its own. */
  readonly embed: string | undefined;
  /** Where Link leads in the end; undefined when it is embedded, or was told of no such place. */
  readonly redirectSettings: RedirectSettings | undefined;
}

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** Told to the embedding page when this one shows. */
  readonly message?: FrameMessage;
}

/** Everything that all pages of Link share. */
export const layout = (visit: Visit, { title, main, message }: Page) => html`<!doctype html>
<html lang="en" class="${visit.embed ? 'embedded' : 'hosted'}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – local stand-in for Junction</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="${visit.basePath}/link.css">
  <script src="${visit.basePath}/link.js" defer></script>
</head>
<body${attribute('data-embed', visit.embed)}${attribute('data-message', message && JSON.stringify(message))}>
  <div class="panel">
    <header>
      <p>Local stand-in for Junction – nothing leaves this machine</p>
      ${exitForm(visit, html`<button class="quiet">Close</button>`)}
    </header>
    <main>${main}</main>
  </div>
</body>
</html>`;

const attribute = (name: string, value: string | undefined) => (value ? html` ${name}="${value}"` : '');

/** A form of the next page, by GET. */
export const form = (visit: Visit, content: Html) => html`
<form action="${visit.basePath}/">${hiddenFields(visit)}${content}</form>`;

/** A form that leaves Link: by the redirect where the token asks for it, otherwise by a page that says what to do. */
export const exitForm = (visit: Visit, content: Html) => html`
<form action="${visit.basePath}/closed" data-exit="${visit.redirectSettings?.onClose ? 'redirect' : 'close'}">${hiddenFields(visit)}${content}</form>`;

export const hiddenFields = ({ token, embed }: Visit) => [hidden('token', token), embed ? hidden('embed', embed) : ''];

export const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;

/** The address of a page within the visit. */
export function addressOf(
  { basePath, token, embed }: Visit,
  path: string,
  fields: Record<string, string> = {},
): string {
  return `${basePath}${path}?${new URLSearchParams({ token, ...(embed && { embed }), ...fields })}`;
}

export const listLink = (visit: Visit) => html`<p><a href="${addressOf(visit, '/')}">Choose another provider</a></p>`;
