import { JunctionConnect } from 'junction-connect/react';

export function ConnectDevice({ getAccessToken, onConnected }) {
  async function fetchToken(request, { signal }) {
    const response = await fetch('/api/link-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await getAccessToken()}` },
      body: JSON.stringify(request),
      signal,
    });
    if (!response.ok) throw response; // Its status decides the text that the person reads.
    const { data } = await response.json();
    return { link_token: data.token, link_web_url: data.url };
  }

  return (
    <JunctionConnect fetchToken={fetchToken} onJunctionSuccess={({ detail }) => onConnected(detail.provider)}>
      Connect a device
    </JunctionConnect>
  );
}
