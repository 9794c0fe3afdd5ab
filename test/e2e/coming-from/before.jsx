import { useVitalLink } from '@tryvital/vital-link';
import { useState } from 'react';

export function ConnectDevice({ onConnected }) {
  const [notice, setNotice] = useState('');
  const { open, ready, error } = useVitalLink({
    onSuccess: (metadata) => {
      setNotice('Your device is connected.');
      onConnected(metadata?.provider_slug);
    },
    onExit: () => setNotice((earlier) => earlier || 'Nothing was connected.'), // It may follow a success.
    onError: () => setNotice('That did not work.'),
    env: 'sandbox',
    region: 'us',
  });

  async function connect() {
    const response = await fetch('/api/link-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ filter_on_providers: ['oura', 'garmin'] }),
    });
    if (!response.ok) return setNotice('That did not work.');
    const { link_token } = await response.json();
    open(link_token);
  }

  return (
    <>
      <button disabled={!ready} onClick={connect}>
        Connect a device
      </button>
      <p role="status">{error ? 'Link could not be loaded.' : notice}</p>
    </>
  );
}
