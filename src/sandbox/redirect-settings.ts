import type { ReturnParameters } from '../junction/return-parameters.js';

/** What a token request says about the way back to the site. */
export interface RedirectFields {
  readonly redirectUrl?: string | null | undefined;
  readonly onError?: 'redirect' | null | undefined;
  readonly onClose?: 'redirect' | null | undefined;
}

/** The way back to the site. */
export interface RedirectSettings {
  readonly url: string;
  /** Whether password and email forms report their errors by it; the consent of OAuth always does. */
  readonly onError: boolean;
  /** Whether Close takes it. */
  readonly onClose: boolean;
}

/** Undefined without an address of the web: a browser is sent to no other kind. */
export function readRedirectSettings({ redirectUrl, onError, onClose }: RedirectFields): RedirectSettings | undefined {
  const url = redirectUrl && URL.canParse(redirectUrl) ? new URL(redirectUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return { url: url.href, onError: !!onError, onClose: !!onClose };
}

/** Returns the address with the outcome behind the query of the site, which stays as it is. */
export function addressWith({ url }: RedirectSettings, outcome: ReturnParameters): string {
  const address = new URL(url);
  address.search += `${address.search ? '&' : '?'}${new URLSearchParams({ ...outcome })}`;
  return address.href;
}
