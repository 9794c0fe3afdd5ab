import { JunctionClient } from '@junction-api/sdk';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { createConnectionsHandler, createLinkTokenHandler, junctionApiUrl } from 'junction-connect/server';

const listOf = (text) => text.split(/[\s,]+/).filter(Boolean);
/** Without TLS, somebody in between could change the page or the keys. `localhost` is for tests. */
const isSecure = ({ protocol, hostname }) => protocol === 'https:' || /(^|\.)localhost$/.test(hostname);
/** An origin is such as https://www.example.com, without a slash at the end. */
const isOrigin = (text) => new URL(text).origin === text && isSecure(new URL(text));
const isSlug = (text) => /^[a-z0-9_]+$/.test(text); // such as google_health
const isListOf = (isItem) => (text) => listOf(text).length > 0 && listOf(text).every(isItem);

/** What each setting must be. The key is a secret. The other settings are in wrangler.jsonc. */
const checks = {
  JUNCTION_API_KEY: (text) => junctionApiUrl(text),
  JWKS_URL: (text) => isSecure(new URL(text)),
  ISSUER: (text) => text,
  AUDIENCE: (text) => text,
  ALLOWED_ORIGINS: isListOf(isOrigin),
  PROVIDERS: isListOf(isSlug),
};

/** Returns the settings. @throws Error that names those that are missing or wrong, and no value */
function readSettings(env) {
  const settings = Object.fromEntries(Object.keys(checks).map((name) => [name, String(env[name] ?? '').trim()]));
  const wrong = Object.keys(checks).filter((name) => !passes(checks[name], settings[name]));
  if (wrong.length > 0) throw new Error(`These settings are missing or wrong: ${wrong.join(', ')}`);
  return settings;
}

function passes(check, text) {
  try {
    return Boolean(check(text));
  } catch {
    return false;
  }
}

/** The errors of jose that are no fault of the token: the sign-in service did not give its public keys. */
const keyErrors = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

/**
 * Returns a function that returns the id of the person whom a request is for, or undefined when nobody is signed in. The id
 * comes only from a token that the sign-in service has signed for this site, and that has not expired.
 */
function createPersonReader({ JWKS_URL, ISSUER, AUDIENCE }) {
  // The public keys of the sign-in service. jose requests them at the first token, and remembers them.
  const keys = createRemoteJWKSet(new URL(JWKS_URL), { timeoutDuration: 3000 });
  // The clocks of two servers differ a little: by five seconds at most.
  const options = { issuer: ISSUER, audience: AUDIENCE, requiredClaims: ['sub', 'exp'], clockTolerance: 5 };
  return async (request) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1];
    if (!token) return undefined;
    try {
      const { payload } = await jwtVerify(token, keys, options);
      return typeof payload.sub === 'string' ? payload.sub : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError && !keyErrors.includes(error.code)) {
        console.warn('A token was refused:', error.code, error.claim ?? '');
        return undefined;
      }
      console.error('There are no public keys at JWKS_URL:', error.code ?? error.name);
      throw error;
    }
  };
}

/** Returns the handlers by the path of their endpoint. @throws Error when a setting is missing or wrong */
function createHandlers(env) {
  const settings = readSettings(env);
  const apiKey = settings.JUNCTION_API_KEY;
  const allowedOrigins = listOf(settings.ALLOWED_ORIGINS);
  const options = {
    client: new JunctionClient({ apiKey, baseUrl: junctionApiUrl(apiKey) }),
    getClientUserId: createPersonReader(settings),
    allowedOrigins,
    allowedProviders: listOf(settings.PROVIDERS),
    // Not the text of the cause: it may name the provider of a person.
    onError: (cause) => console.error('The endpoint failed:', cause?.statusCode ?? cause?.name),
  };
  return {
    '/api/link-token': createLinkTokenHandler({ ...options, allowedRedirectOrigins: allowedOrigins }),
    // Lists what the person has connected. The person may also end a connection: without `canDisconnect`, nobody may.
    '/api/connections': createConnectionsHandler({ ...options, canDisconnect: true }),
  };
}

/** Returns an answer without data of a person. A page of any origin may read it, so that its console can say what is wrong. */
function refuse(request, status, code, error) {
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, POST, DELETE',
    'Access-Control-Allow-Headers': request.headers.get('Access-Control-Request-Headers') ?? '',
    'Cache-Control': 'no-store',
  };
  // With OPTIONS, the browser asks whether the page may send its request.
  if (request.method === 'OPTIONS') return new Response(null, { headers });
  return Response.json({ error, code }, { status, headers });
}

/** The handlers, once the settings are right. They remember public keys and Junction users for the next requests. */
let handlers;

export default {
  async fetch(request, env) {
    try {
      handlers ??= createHandlers(env);
    } catch (error) {
      console.error(error.message);
      const text = 'The settings of this endpoint are not complete. Its log names them.';
      return refuse(request, 500, 'server_error', text);
    }
    const { pathname } = new URL(request.url);
    if (Object.hasOwn(handlers, pathname)) return handlers[pathname](request);
    return refuse(request, 404, 'not_found', 'There is no endpoint at this address.');
  },
};
