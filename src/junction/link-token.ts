/**
 * Milliseconds that a Link Token can be used (Junction's documentation; its OpenAPI document says ten minutes). A success
 * cannot come later.
 */
export const linkTokenLifeMs = 3_600_000;

/**
 * The fields of a token request, named as in Junction's `POST /v2/link/token`. They never name the user: the site's backend
 * knows who is signed in.
 */
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

/** The fields of a request that hold a list. A query string repeats the key for each item. */
export const listFields: ReadonlySet<string> = new Set<keyof LinkTokenRequest>(['filter_on_providers']);

/** Junction's answer to `POST /v2/link/token`. */
export interface LinkTokenResponse {
  readonly link_token: string;
  /** The address of hosted Link. It holds the token, and `env` and `region` in its query. */
  readonly link_web_url: string;
}

/** What the token endpoint may answer: in the names of Junction's API, in those of its SDK, or the token alone. */
export type LinkTokenAnswer =
  string | { link_token: string; link_web_url?: string | null } | { linkToken: string; linkWebUrl?: string | null };
