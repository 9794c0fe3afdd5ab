import type { ReturnParameters } from '../junction/return-parameters.js';

/** The fields of a token request that say how hosted Link returns to the site. */
export interface RedirectFields {
  readonly redirectUrl?: string | null | undefined;
  readonly onError?: 'redirect' | null | undefined;
  readonly onClose?: 'redirect' | null | undefined;
}

/** How hosted Link returns to the site. */
export interface RedirectSettings {
  readonly url: string;
  /** True when password and email forms return their errors to `url`. The consent page of OAuth always does. */
  readonly onError: boolean;
  /** True when the Close button returns to `url`. */
  readonly onClose: boolean;
}

/** Returns the settings, or undefined when `redirectUrl` is missing or is not an http(s) URL. */
export function readRedirectSettings({ redirectUrl, onError, onClose }: RedirectFields): RedirectSettings | undefined {
  const url = redirectUrl && URL.canParse(redirectUrl) ? new URL(redirectUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return { url: url.href, onError: !!onError, onClose: !!onClose };
}

/** Returns the address of the site, with the outcome added to its query. The site's own query stays as it is. */
export function returnAddress({ url }: RedirectSettings, outcome: ReturnParameters): string {
  const address = new URL(url);
  address.search += `${address.search ? '&' : '?'}${new URLSearchParams({ ...outcome })}`;
  return address.href;
}
