import { createLinkToken } from './api';
import type { ConnectDeviceProps } from './ConnectDevice';

export function ConnectDeviceTag({ providers, mode, disabled, onNotice }: ConnectDeviceProps) {
  return (
    <junction-connect
      fetchToken={createLinkToken}
      providers={providers}
      mode={mode}
      disabled={disabled}
      onjunction-open={() => onNotice('Connecting…')}
      onjunction-success={({ detail }) => onNotice(`Connected: ${detail.provider ?? 'a device'}`)}
      onjunction-exit={({ detail }) =>
        onNotice(detail.reason === 'user' ? 'Nothing was connected.' : 'Connecting was interrupted.')
      }
      onjunction-error={({ detail }) => onNotice(`That did not work: ${detail.error.code}`)}
    >
      Connect a device
    </junction-connect>
  );
}
