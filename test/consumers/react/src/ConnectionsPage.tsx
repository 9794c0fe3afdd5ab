import { JunctionConnections } from 'junction-connect/react/connections';
import { useState } from 'react';
import { accessToken } from './api';

const providers = ['oura', 'garmin'];
const headers = () => ({ Authorization: `Bearer ${accessToken()}` });

export function ConnectionsPage({ onNotice }: { onNotice: (text: string) => void }) {
  const [inStudy, setInStudy] = useState(false);
  const [broken, setBroken] = useState(0);

  return (
    <>
      <h1>My connections</h1>
      <p>
        <label>
          <input type="checkbox" checked={inStudy} onChange={({ target }) => setInStudy(target.checked)} /> I take part
          in a study
        </label>
      </p>
      <p>Broken: {broken}</p>
      <JunctionConnections
        endpoint="/api/connections"
        tokenEndpoint="/api/link-token"
        providers={providers}
        headers={headers}
        disconnect
        onJunctionConnectionsChange={({ detail }) =>
          setBroken(detail.connections.filter(({ status }) => status === 'error').length)
        }
        onJunctionDisconnect={(event) => {
          if (!inStudy) return;
          event.preventDefault(); // The connection stays.
          onNotice(`Your study needs ${event.detail.provider}`);
        }}
        onJunctionDisconnected={({ detail }) => onNotice(`Disconnected: ${detail.provider}`)}
      />
    </>
  );
}
