import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { listen } from './listen.js';

/** The claims of a token. A claim that is undefined is left out. */
export type Claims = Record<string, unknown>;

/** A sign-in service that publishes its public key, as Auth0, Outseta and others do. */
export interface SignInService {
  /** The settings of an endpoint that checks the tokens of this service. */
  readonly settings: Readonly<Record<'JWKS_URL' | 'ISSUER' | 'AUDIENCE', string>>;
  readonly publicKey: CryptoKey;
  /** The claims of a right token, for the person `sub`. The token is valid for an hour. */
  readonly claims: (sub: string) => Claims;
  /** Signs a token. Without a header and a key, they are those of the service. */
  readonly sign: (claims: Claims, header?: JWTHeaderParameters, key?: CryptoKey | Uint8Array) => Promise<string>;
  /** Answers a request for the public keys in place of the service when it returns a response. */
  answer: (() => Response) | undefined;
  readonly close: () => void;
}

const ISSUER = 'https://sign-in.example/';
const AUDIENCE = 'https://www.shop.example';
const kid = 'key-1';

export async function startSignInService(): Promise<SignInService> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }];
  const { port, close } = await listen(() => service.answer?.() ?? Response.json({ keys }));
  const service: SignInService = {
    settings: { JWKS_URL: `http://localhost:${port}/.well-known/jwks.json`, ISSUER, AUDIENCE },
    publicKey,
    claims: (sub) => ({ iss: ISSUER, aud: AUDIENCE, sub, exp: secondsFromNow(3600) }),
    sign: (claims, header = { alg: 'RS256', kid }, key = privateKey) =>
      new SignJWT(claims).setProtectedHeader(header).sign(key),
    answer: undefined,
    close,
  };
  return service;
}

/** Returns a time as the claims of a token have it. */
export const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
