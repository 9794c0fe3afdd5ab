import { attempt } from './attempt.js';
import { JunctionConnectError } from './errors.js';
import { isLinkAddress } from './link-location.js';

/** What the token endpoint is asked, in the field names of Junction's `POST /v2/link/token`; never the user. */
export interface LinkTokenRequest {
  /** Straight to one provider's sign-in. */
  provider?: string;
  /** The providers that Link lists. */
  filter_on_providers?: string[];
  /** Where hosted Link comes back to. */
  redirect_url?: string;
  /** Hosted Link's Close button comes back, too. */
  on_close?: 'redirect';
  /** And so do the errors of its own forms. */
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
  // Its env and region are what Link wants to be created with.
  return { ...Object.fromEntries(url?.searchParams ?? []), token, ...(url && { address: url.href }) };
}
