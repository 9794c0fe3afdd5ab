import type { Mode } from 'junction-connect';
import { JunctionConnect } from 'junction-connect/react';
import { createLinkToken } from './api';

export interface ConnectDeviceProps {
  providers: string[];
  mode: Mode;
  disabled: boolean;
  onNotice: (text: string) => void;
}

export function ConnectDevice({ providers, mode, disabled, onNotice }: ConnectDeviceProps) {
  return (
    <JunctionConnect
      fetchToken={createLinkToken}
      providers={providers}
      mode={mode}
      disabled={disabled}
      onJunctionOpen={() => onNotice('Connecting…')}
      onJunctionSuccess={({ detail }) => onNotice(`Connected: ${detail.provider ?? 'a device'}`)}
      onJunctionExit={({ detail }) =>
        onNotice(detail.reason === 'user' ? 'Nothing was connected.' : 'Connecting was interrupted.')
      }
      onJunctionError={({ detail }) => onNotice(`That did not work: ${detail.error.code}`)}
    >
      Connect a device
    </JunctionConnect>
  );
}
