import { attempt } from './attempt.js';
import { JunctionConnectError } from './errors.js';
import { hostedLink, isLinkAddress } from './link-location.js';

/** What the token endpoint is asked, in the field names of Junction's `POST /v2/link/token`; never the user. */
export interface LinkTokenRequest {
  /** The provider whose sign-in Link opens first. */
  provider?: string;
  /** The providers that Link lists. */
  filter_on_providers?: string[];
  /** Where hosted Link comes back to. */
  redirect_url?: string;
  /** Makes the Close button of hosted Link return to `redirect_url`. */
  on_close?: 'redirect';
  /** Makes the errors of hosted Link's own forms return there. */
  on_error?: 'redirect';
}

/** What the token endpoint may answer; a plain string is the token. */
export type LinkTokenAnswer =
  string | { link_token: string; link_web_url?: string | null } | { linkToken: string; linkWebUrl?: string | null };

/** A Link Token, its `link_web_url`, and what that says of Junction's environment. */
export interface LinkToken {
  readonly token: string;
  readonly address?: string;
  readonly env?: string;
  readonly region?: string;
}

/**
 * Reads one of the accepted answers.
 *
 * @throws JunctionConnectError `token_response_invalid`, which names the field and never quotes the answer.
 */
export function parseLinkToken(answer: unknown, status?: number): LinkToken {
  const { link_token, linkToken, link_web_url, linkWebUrl } = Object(answer) as Record<string, unknown>;
  const token = typeof answer === 'string' ? answer : (link_token ?? linkToken);
  const address = link_web_url ?? linkWebUrl;
  const url = attempt(() => new URL(address as string));
  const hasToken = typeof token === 'string' && token.trim();
  if (!hasToken || (address != null && !(url && isLinkAddress(url)))) {
    const field = hasToken ? 'link_web_url' : 'link_token';
    throw new JunctionConnectError('token_response_invalid', `token-endpoint: no valid ${field}`, { status });
  }
  // `link_web_url` has `env` and `region` in its query. Link must be created with them.
  return { ...Object.fromEntries(url?.searchParams ?? []), token, ...(url && { address: url.href }) };
}

/** What Link is shown with: a Link Token, and everything that the endpoint's answer may leave out. */
export interface LinkTarget {
  readonly token: string;
  /** The address of hosted Link, which holds the token. */
  readonly address: string;
  readonly env: string;
  readonly region: string;
}

/** Returns what Link is shown with. Environment and region of `link_web_url` count more than the defaults. */
export function linkTargetOf(linkToken: LinkToken, defaults: Pick<LinkTarget, 'env' | 'region'>): LinkTarget {
  const { token, env, region } = { ...defaults, ...linkToken };
  const address = `${hostedLink()}?${new URLSearchParams({ token, env, region })}`;
  return { address, ...defaults, ...linkToken };
}
