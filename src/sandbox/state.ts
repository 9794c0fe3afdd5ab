import type { TokenRefusal } from '../junction/error-types.js';
import { linkTokenLifeMs } from '../junction/link-token.js';
import { type Provider, providers } from '../junction/providers.js';
import { type ConnectionError, connectionErrorOf } from './connection-error.js';
import { type RedirectSettings, type RedirectFields, readRedirectSettings } from './redirect-settings.js';

/** What a backend may say about a new user; days are `YYYY-MM-DD`. */
export interface UserFields {
  readonly clientUserId: string;
  readonly fallbackTimeZone?: string | null | undefined;
  readonly fallbackBirthDate?: string | null | undefined;
  readonly ingestionStart?: string | null | undefined;
  readonly ingestionEnd?: string | null | undefined;
}

export interface Connection {
  readonly provider: Provider;
  readonly createdOn: Date;
  /** While it needs the person again. */
  error?: ConnectionError;
}

export interface User extends UserFields {
  readonly userId: string;
  readonly teamId: string;
  readonly createdOn: Date;
  /** By the provider's slug: connecting one again renews its connection. */
  readonly connections: Map<string, Connection>;
}

/** What a Link Token was asked for. */
export interface TokenFields extends RedirectFields {
  readonly provider?: string | null | undefined;
  readonly filterOnProviders?: readonly string[] | null | undefined;
}

export interface IssuedToken {
  readonly token: string;
  readonly user: User;
  /** What may be connected with it. */
  readonly providers: readonly Provider[];
  /** The slug of the one provider whose sign-in Link goes straight to. */
  readonly startsAt: string | undefined;
  /** Where hosted Link leads in the end. */
  readonly redirectSettings: RedirectSettings | undefined;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** The provider whose second factor was asked for. */
  awaitsCodeFor?: Provider;
  /** The connection that spent it. */
  spentOn?: Connection;
}

/** All that one sandbox remembers. */
export type State = ReturnType<typeof createState>;

/** @param now the clock, in milliseconds since the epoch */
export function createState(now: () => number) {
  const teamId = crypto.randomUUID();
  const users = new Map<string, User>();
  const usersByClientId = new Map<string, User>();
  const tokens = new Map<string, IssuedToken>();

  const refusalOf = ({ spentOn, expiresAt }: IssuedToken): Exclude<TokenRefusal, 'invalid_token'> | undefined => {
    if (spentOn) return 'token_consumed';
    return now() < expiresAt ? undefined : 'token_expired';
  };

  return {
    /** Undefined when the client's id is taken. */
    createUser(fields: UserFields): User | undefined {
      if (usersByClientId.has(fields.clientUserId)) return undefined;
      const userId = crypto.randomUUID();
      const user: User = { ...fields, userId, teamId, createdOn: new Date(now()), connections: new Map() };
      users.set(userId, user);
      usersByClientId.set(fields.clientUserId, user);
      return user;
    },

    findUser: (userId: string) => users.get(userId.toLowerCase()),

    findUserByClientId: (clientUserId: string) => usersByClientId.get(clientUserId),

    issueToken(user: User, { provider, filterOnProviders, ...fields }: TokenFields): IssuedToken {
      // A token for one provider needs no list: how Junction weighs it against a filter is not documented.
      const allowed = provider ? [provider] : filterOnProviders;
      const issued: IssuedToken = {
        token: createToken(),
        user,
        providers: providers.filter(({ slug }) => !allowed || allowed.includes(slug)),
        startsAt: provider ?? undefined,
        redirectSettings: readRedirectSettings(fields),
        expiresAt: now() + linkTokenLifeMs,
      };
      tokens.set(issued.token, issued);
      return issued;
    },

    findToken: (token: string) => tokens.get(token),

    /** The token if it can still be used, otherwise why it cannot. */
    readToken(token: string): IssuedToken | TokenRefusal {
      const issued = tokens.get(token);
      return issued ? (refusalOf(issued) ?? issued) : 'invalid_token';
    },

    refusalOf,

    /** Of all tokens that can still be used; tells how many there were. */
    expireTokens(): number {
      const usable = [...tokens.values()].filter((issued) => !refusalOf(issued));
      for (const issued of usable) issued.expiresAt = now();
      return usable.length;
    },

    /** Stores the connection and spends the token on it. */
    connect(issued: IssuedToken, provider: Provider): Connection {
      const connection: Connection = { provider, createdOn: new Date(now()) };
      issued.user.connections.set(provider.slug, connection);
      issued.spentOn = connection;
      return connection;
    },

    /** Connecting the provider again mends it. */
    breakConnection(connection: Connection, errorType: string): void {
      connection.error = connectionErrorOf(errorType, new Date(now()));
    },

    /** In the order in which they came. */
    users: () => [...users.values()],
    tokens: () => [...tokens.values()],

    /** Forgets all of it. */
    clear(): void {
      for (const each of [users, usersByClientId, tokens]) each.clear();
    },
  };
}

/** Base64 with its `+`, `/` and `=`, like the token in Junction's own example: whoever forgets to encode it will see. */
const createToken = (): string => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(25))));
