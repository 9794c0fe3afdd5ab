import { isJunctionOrigin } from '../../../junction/link-address.js';
import { attempt } from '../../../link/attempt.js';
import { cleanText } from '../../../link/configuration/text.js';
import type { Platform } from '../../../link/platform.js';
import { ownEndpointAdvice } from '../endpoint/ask-endpoint.js';
import type { ButtonTag } from './button-tags.js';
import { hasEndpointList, type RefusedSetting } from './read-settings.js';

/** Returns what is wrong with an attribute. Mostly in the words of the element, and more exactly for the endpoint. */
export function explainRefused(
  { attribute, message }: RefusedSetting,
  { kind, prefix, read }: ButtonTag,
  { document, location }: Platform,
): string {
  const value = cleanText(read(attribute));
  if (attribute === 'token-endpoint') {
    if (kind === 'placeholder' && !hasEndpointList() && !value)
      return 'the page has no list of endpoints, so the placeholder has no endpoint. Add data-token-endpoints="/api/link-token" to the script tag, with the address of your endpoint';
    const url = attempt(() => new URL(value, document.baseURI));
    if (url && isJunctionOrigin(url.origin))
      return `${prefix}token-endpoint has an address of Junction (${url.origin}). ${ownEndpointAdvice}`;
    const page = new URL(location.href);
    if (url?.protocol === 'http:' && page.protocol === 'https:' && url.hostname === page.hostname)
      return `${prefix}token-endpoint has http://, and browsers refuse that in an https:// page. Write ${url.pathname} alone, or https://`;
  }
  return message.replace(/^<junction-connect ([^]*?)>: expected /, `the element refuses ${prefix}$1. It expects `);
}
