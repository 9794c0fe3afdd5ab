import { isLocal } from '../page/load-page.js';

/** Returns the headers that browsers add to a request of the element. A page cannot change them. */
export function browserHeaders(url: URL, method: string, pageUrl: URL): Record<string, string> {
  const isOwn = url.origin === pageUrl.origin;
  const isSecure = url.protocol === 'https:' || isLocal(url);
  return {
    Referer: `${pageUrl.origin}/`,
    ...((method !== 'GET' || !isOwn) && { Origin: pageUrl.origin }),
    ...(isSecure && {
      'Sec-Fetch-Site': isOwn ? 'same-origin' : isSameSite(url, pageUrl) ? 'same-site' : 'cross-site',
      'Sec-Fetch-Dest': 'empty',
    }),
  };
}

/** Returns true for two hosts of one site, in most cases. The exact answer needs the list of public suffixes. */
function isSameSite(one: URL, other: URL): boolean {
  const siteOf = ({ hostname }: URL) => (/[a-z]/i.test(hostname) ? hostname.split('.').slice(-2).join('.') : hostname);
  return one.protocol === other.protocol && siteOf(one) === siteOf(other);
}
