/** What a token request says about the way back to the site. */
export interface RedirectFields {
  readonly redirectUrl?: string | null | undefined;
  readonly onError?: 'redirect' | null | undefined;
  readonly onClose?: 'redirect' | null | undefined;
}

/** The way back to the site. */
export interface Redirect {
  readonly url: string;
  /** Whether password and email forms report their errors by it; the consent of OAuth always does. */
  readonly onError: boolean;
  /** Whether Close takes it. */
  readonly onClose: boolean;
}

/** Undefined without an address of the web: a browser is sent to no other kind. */
export function readRedirect({ redirectUrl, onError, onClose }: RedirectFields): Redirect | undefined {
  const url = redirectUrl && URL.canParse(redirectUrl) ? new URL(redirectUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return { url: url.href, onError: !!onError, onClose: !!onClose };
}

/** The outcome follows the query that is there, which is the site's own and is not written anew. */
export function addressWith({ url }: Redirect, outcome: Record<string, string>): string {
  const address = new URL(url);
  address.search += `${address.search ? '&' : '?'}${new URLSearchParams(outcome)}`;
  return address.href;
}
