import type { FetchToken, LinkTokenAnswer } from 'junction-connect';

/** Returns the access token of your sign-in. */
export const accessToken = () => 'the-access-token';

/** Requests a token from the app's own backend. `signal` ends the request when the person has left. */
export const createLinkToken: FetchToken = async (request, { signal }) => {
  const response = await fetch('/api/link-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken()}` },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}`);
  return (await response.json()) as LinkTokenAnswer;
};
