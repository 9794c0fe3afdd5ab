import { JunctionConnect } from 'junction-connect/react';

export function ConnectDevice({ getAccessToken, onConnected }) {
  return (
    <JunctionConnect
      tokenEndpoint="/api/link-token"
      headers={async () => ({ Authorization: `Bearer ${await getAccessToken()}` })}
      onJunctionSuccess={({ detail }) => onConnected(detail.provider)}
    >
      Connect a device
    </JunctionConnect>
  );
}
