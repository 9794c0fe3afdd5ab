import type { TokenRefusal } from '../junction/error-types.js';
import { linkTokenLifeMs } from '../junction/link-token.js';
import { providers, type Provider } from '../junction/provider-details.js';
import type { Connection } from './connection.js';
import { type RedirectSettings, type RedirectFields, readRedirectSettings } from './redirect-settings.js';

/** The fields of a new user. Days are `YYYY-MM-DD`. */
export interface UserFields {
  readonly clientUserId: string;
  readonly fallbackTimeZone?: string | null | undefined;
  readonly fallbackBirthDate?: string | null | undefined;
  readonly ingestionStart?: string | null | undefined;
  readonly ingestionEnd?: string | null | undefined;
}

export interface User extends UserFields {
  readonly userId: string;
  readonly teamId: string;
  readonly createdOn: Date;
  /** Counts the users from 1. */
  readonly number: number;
  /** By the provider's slug. A new connection replaces the old one. */
  readonly connections: Map<string, Connection>;
}

/** The fields of a token request, except the user. */
export interface TokenFields extends RedirectFields {
  readonly provider?: string | null | undefined;
  readonly filterOnProviders?: readonly string[] | null | undefined;
}

/** A Link Token that the sandbox has issued. */
export interface IssuedToken {
  readonly token: string;
  readonly user: User;
  /** The providers that can be connected with it. */
  readonly providers: readonly Provider[];
  /** The slug of the provider whose sign-in Link opens first. */
  readonly firstProviderSlug: string | undefined;
  readonly redirectSettings: RedirectSettings | undefined;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** The sign-in that has asked the person for a code. */
  awaitsCode?: { readonly provider: Provider; readonly username: string | undefined };
  /** The connection that was made with the token. The token cannot be used again. */
  connection?: Connection;
}

/** Everything that one sandbox stores. */
export type State = ReturnType<typeof createState>;

/**
 * Returns an empty storage.
 *
 * @param now Returns the time in milliseconds since the epoch
 */
export function createState(now: () => number) {
  const teamId = crypto.randomUUID();
  const users = new Map<string, User>();
  const usersByClientId = new Map<string, User>();
  const tokens = new Map<string, IssuedToken>();
  let userCount = 0;

  /** Returns why the token cannot be used, or undefined when it can. */
  const refusalOf = ({ connection, expiresAt }: IssuedToken): Exclude<TokenRefusal, 'invalid_token'> | undefined => {
    if (connection) return 'token_consumed';
    return now() < expiresAt ? undefined : 'token_expired';
  };

  return {
    /** Returns the new user, or undefined when a user with this `clientUserId` exists. */
    createUser(fields: UserFields): User | undefined {
      if (usersByClientId.has(fields.clientUserId)) return undefined;
      const userId = crypto.randomUUID();
      userCount += 1;
      const user: User = {
        ...fields,
        userId,
        teamId,
        createdOn: new Date(now()),
        number: userCount,
        connections: new Map(),
      };
      users.set(userId, user);
      usersByClientId.set(fields.clientUserId, user);
      return user;
    },

    findUser: (userId: string) => users.get(userId.toLowerCase()),

    findUserByClientId: (clientUserId: string) => usersByClientId.get(clientUserId),

    /** Removes the user and the user's tokens. */
    deleteUser(user: User): void {
      users.delete(user.userId);
      usersByClientId.delete(user.clientUserId);
      for (const { token, user: owner } of tokens.values()) if (owner === user) tokens.delete(token);
    },

    issueToken(user: User, { provider, filterOnProviders, ...fields }: TokenFields): IssuedToken {
      // With `provider`, the filter is ignored: Junction does not document which of the two it uses.
      const allowed = provider ? [provider] : filterOnProviders;
      const issued: IssuedToken = {
        token: createToken(),
        user,
        providers: providers.filter(({ slug }) => !allowed || allowed.includes(slug)),
        firstProviderSlug: provider ?? undefined,
        redirectSettings: readRedirectSettings(fields),
        expiresAt: now() + linkTokenLifeMs,
      };
      tokens.set(issued.token, issued);
      return issued;
    },

    findToken: (token: string) => tokens.get(token),

    /** Returns the token if it can still be used, otherwise why it cannot. */
    readToken(token: string): IssuedToken | TokenRefusal {
      const issued = tokens.get(token);
      return issued ? (refusalOf(issued) ?? issued) : 'invalid_token';
    },

    refusalOf,

    /** Expires all tokens that can still be used, and returns their number. */
    expireTokens(): number {
      const usable = [...tokens.values()].filter((issued) => !refusalOf(issued));
      for (const issued of usable) issued.expiresAt = now();
      return usable.length;
    },

    /** Returns the users, oldest first. */
    users: () => [...users.values()],
    tokens: () => [...tokens.values()],

    /** Removes everything. */
    clear(): void {
      for (const map of [users, usersByClientId, tokens]) map.clear();
    },
  };
}

/**
 * Returns a random token in Base64. Like the token in Junction's example it ends with `=`, and mostly has a `+` or `/`. So a
 * site that forgets to encode the token in a URL fails in its tests.
 */
const createToken = (): string => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(25))));
