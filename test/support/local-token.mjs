/** A site's token endpoint, `/test/local-token`: gets a Link Token for a test person from the local Junction. */

const headers = { 'x-vital-api-key': 'sk_us_local', 'Content-Type': 'application/json' };
const person = 'test-person';

/**
 * @param {Request} request What the element asks: `provider` and `filter_on_providers`, as JSON or in the query string.
 * @param {(request: Request) => Promise<Response>} sandbox
 * @param {string} base The address of the local Junction.
 */
export async function localToken(request, sandbox, base) {
  const ask = async (path, body) => {
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    return sandbox(new Request(`${base}${path}`, { ...init, headers }));
  };
  const known = await ask(`/v2/user/resolve/${person}`);
  const user = known.ok ? known : await ask('/v2/user', { client_user_id: person });
  if (!user.ok) return user;
  const { user_id } = await user.json();
  return ask('/v2/link/token', { ...(await wishes(request)), user_id });
}

async function wishes(request) {
  if (request.method === 'POST') return request.json();
  const { searchParams } = new URL(request.url);
  const filter_on_providers = searchParams.getAll('filter_on_providers');
  return {
    ...(searchParams.has('provider') && { provider: searchParams.get('provider') }),
    ...(filter_on_providers.length > 0 && { filter_on_providers }),
  };
}
