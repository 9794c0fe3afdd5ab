import type { JunctionErrorEvent, JunctionExitEvent, JunctionSuccessEvent, Mode } from 'junction-connect';
import { createLinkToken } from './api';

interface Props {
  providers: string[];
  mode: Mode;
  disabled: boolean;
  onNotice: (text: string) => void;
}

export function ConnectDevice({ providers, mode, disabled, onNotice }: Props) {
  return (
    <junction-connect
      fetchToken={createLinkToken}
      providers={providers}
      mode={mode}
      disabled={disabled}
      onjunction-open={() => onNotice('Connecting…')}
      onjunction-success={({ detail }: JunctionSuccessEvent) => onNotice(`Connected: ${detail.provider ?? 'a device'}`)}
      onjunction-exit={({ detail }: JunctionExitEvent) =>
        onNotice(detail.reason === 'user' ? 'Nothing was connected.' : 'Connecting was interrupted.')
      }
      onjunction-error={({ detail }: JunctionErrorEvent) => onNotice(`That did not work: ${detail.error.code}`)}
    >
      Connect a device
    </junction-connect>
  );
}
