import { type JunctionClient, JunctionError } from '@junction-api/sdk';

/** What a page may ask for, in the field names of Junction's `POST /v2/link/token`. Whose token it is, is not asked. */
export interface LinkTokenRequest {
  readonly provider?: string | undefined;
  readonly filter_on_providers?: string[] | undefined;
  /** Where hosted Link comes back to. */
  readonly redirect_url?: string | undefined;
  /** Hosted Link's Close button comes back, too. */
  readonly on_close?: 'redirect' | undefined;
  /** And so do the errors of its own forms. */
  readonly on_error?: 'redirect' | undefined;
}

/** What `<junction-connect>` wants to be answered. */
export interface LinkToken {
  readonly link_token: string;
  readonly link_web_url: string;
}

/** Gets a Link Token for the demo's person. Rejects with the SDK's error. */
export type GetLinkToken = (request: LinkTokenRequest) => Promise<LinkToken>;

/** A real site has one Junction user for each of its own; the demo has one person. */
const clientUserId = 'junction-connect-demo';

/** @param userId The Junction user to connect devices for; without it, the demo's own is created when first needed. */
export function createLinkTokens(client: JunctionClient, userId?: string): GetLinkToken {
  let user: Promise<string> | undefined;

  return async ({ provider, filter_on_providers, redirect_url, on_close, on_error }) => {
    user ??= userId ? Promise.resolve(userId) : resolveUser(client);
    try {
      const { linkToken, linkWebUrl } = await client.link.token(
        { userId: await user },
        // Not as the SDK's own fields: it refuses the slugs of providers that are newer than itself.
        { additionalBodyParameters: { provider, filter_on_providers, redirect_url, on_close, on_error } },
      );
      return { link_token: linkToken, link_web_url: linkWebUrl };
    } catch (error) {
      user = undefined; // It may have been the user that failed, or is gone.
      throw error;
    }
  };
}

/** Creates the demo's user, or finds the one that an earlier run has created. */
async function resolveUser(client: JunctionClient): Promise<string> {
  try {
    return (await client.user.create({ clientUserId })).userId;
  } catch (error) {
    // "Client user id already exists."
    if (!(error instanceof JunctionError && error.statusCode === 400)) throw error;
    return (await client.user.getByClientUserId({ clientUserId })).userId;
  }
}
