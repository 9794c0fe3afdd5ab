import { html } from 'hono/html';
import type { FrameMessage } from '../browser/frame-message.js';
import type { RedirectSettings } from '../redirect-settings.js';

export type Html = ReturnType<typeof html>;

/**
 * What the pages of Link need to know of one run. `token` and `embed` go from page to page in links and forms. The rest is
 * read again for each page.
 */
export interface Visit {
  readonly basePath: string;
  readonly token: string;
  /** The origin of the page that embeds Link; undefined when Link has a window of its own. */
  readonly embed: string | undefined;
  /** Undefined when Link is embedded, or the token has no `redirect_url`. */
  readonly redirectSettings: RedirectSettings | undefined;
}

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** Sent to the embedding page when this page is shown. */
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

/** Returns a form that leads to a page of Link, by GET. */
export const pageForm = (visit: Visit, content: Html) => html`
<form action="${visit.basePath}/">${hiddenFields(visit)}${content}</form>`;

/**
 * Returns a form that leaves Link. With `onClose` it redirects to the site. Otherwise the script of the page closes Link. If
 * it cannot, a page says that the window can be closed.
 */
export const exitForm = (visit: Visit, content: Html) => html`
<form action="${visit.basePath}/closed" data-exit="${visit.redirectSettings?.onClose ? 'redirect' : 'close'}">${hiddenFields(visit)}${content}</form>`;

export const hiddenFields = ({ token, embed }: Visit) => [hidden('token', token), embed ? hidden('embed', embed) : ''];

export const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;

/** Returns the address of a page of Link. */
export function addressOf(
  { basePath, token, embed }: Visit,
  path: string,
  fields: Record<string, string> = {},
): string {
  return `${basePath}${path}?${new URLSearchParams({ token, ...(embed && { embed }), ...fields })}`;
}

export const listLink = (visit: Visit) => html`<p><a href="${addressOf(visit, '/')}">Choose another provider</a></p>`;
