import { html } from 'hono/html';
import type { FrameMessage } from '../browser/frame-message.js';
import type { RedirectSettings } from '../redirect-settings.js';

export type Html = ReturnType<typeof html>;

/**
 * The data that every page of Link needs. The token and the embedder's origin go from page to page in the addresses and
 * forms, as `token` and `embed`. The rest is read again for each page.
 */
export interface Visit {
  readonly basePath: string;
  readonly token: string;
  /** The origin of the page that embeds Link; undefined when Link has a window of its own. */
  readonly embedderOrigin: string | undefined;
  /** Undefined when Link is embedded, or the token has no `redirect_url`. */
  readonly redirectSettings: RedirectSettings | undefined;
}

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** Sent to the embedding page when this page is shown. */
  readonly message?: FrameMessage;
}

/** Returns a whole page of Link: the parts that all pages share, with the content of this one. */
export const layout = (visit: Visit, { title, main, message }: Page) => html`<!doctype html>
<html lang="en" class="${visit.embedderOrigin ? 'embedded' : 'hosted'}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – local stand-in for Junction</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="${visit.basePath}/link.css">
  <script src="${visit.basePath}/link.js" defer></script>
</head>
<body${attribute('data-embed', visit.embedderOrigin)}${attribute('data-message', message && JSON.stringify(message))}>
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

export const hiddenFields = ({ token, embedderOrigin }: Visit) => [
  hidden('token', token),
  embedderOrigin ? hidden('embed', embedderOrigin) : '',
];

export const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;

/** Returns the address of a page of Link. */
export function pageAddress(
  { basePath, token, embedderOrigin }: Visit,
  path: string,
  fields: Record<string, string> = {},
): string {
  return `${basePath}${path}?${new URLSearchParams({ token, ...(embedderOrigin && { embed: embedderOrigin }), ...fields })}`;
}

/** Returns an anchor that leads to the list of providers. */
export const listAnchor = (visit: Visit) =>
  html`<p><a href="${pageAddress(visit, '/')}">Choose another provider</a></p>`;
