/**
 * How long a Link Token can be used, in milliseconds: one hour, as Junction's documentation says. Its OpenAPI document says
 * ten minutes. After this hour, Link cannot report a success.
 */
export const linkTokenLifeMs = 3_600_000;

/**
 * The fields of a token request, named as in Junction's `POST /v2/link/token`. There is no field for the user, because the
 * site's backend knows who is signed in.
 */
export interface LinkTokenRequest {
  /** The provider whose sign-in Link opens first. */
  provider?: string;
  /** The providers that Link lists. */
  filter_on_providers?: string[];
  /** The address that hosted Link returns to. */
  redirect_url?: string;
  /** Makes the Close button of hosted Link return to `redirect_url`. */
  on_close?: 'redirect';
  /** Makes hosted Link return to `redirect_url` after an error in one of its own forms. */
  on_error?: 'redirect';
}

/** The fields of a request whose value is a list. A query string repeats the key for each item. */
export const listFields: ReadonlySet<string> = new Set<keyof LinkTokenRequest>(['filter_on_providers']);

/** Junction's answer to `POST /v2/link/token`. */
export interface LinkTokenResponse {
  readonly link_token: string;
  /** The address of hosted Link. It contains the token, `env` and `region` in its query. */
  readonly link_web_url: string;
}

/** The answers that the token endpoint may give: the fields of Junction's API, the fields of its SDK, or only the token. */
export type LinkTokenAnswer =
  string | { link_token: string; link_web_url?: string | null } | { linkToken: string; linkWebUrl?: string | null };
