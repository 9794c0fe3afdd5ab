import { JunctionConnect } from 'junction-connect/react';

const providers = ['oura', 'garmin'];

export function ConnectDevice({ onConnected }) {
  return (
    <JunctionConnect
      tokenEndpoint="/api/link-token"
      providers={providers}
      onJunctionSuccess={({ detail }) => onConnected(detail.provider)}
    >
      Connect a device
    </JunctionConnect>
  );
}
