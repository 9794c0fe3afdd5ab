import type { Mode } from 'junction-connect';
import { type ComponentType, useState } from 'react';
import type { ConnectDeviceProps } from './ConnectDevice';

interface Props {
  Connect: ComponentType<ConnectDeviceProps>;
  onNotice: (text: string) => void;
}

export function DevicesPage({ Connect, onNotice }: Props) {
  const [consent, setConsent] = useState(false);
  const [onlyWearables, setOnlyWearables] = useState(false);
  const [mode, setMode] = useState<Mode>('auto');
  const providers = onlyWearables ? ['oura', 'garmin'] : ['oura', 'garmin', 'peloton'];

  return (
    <>
      <h1>My devices</h1>
      <p>
        <label>
          <input type="checkbox" checked={consent} onChange={({ target }) => setConsent(target.checked)} /> My care team
          may see my data
        </label>
      </p>
      <p>
        <label>
          <input type="checkbox" checked={onlyWearables} onChange={({ target }) => setOnlyWearables(target.checked)} />{' '}
          Only rings and watches
        </label>
      </p>
      <p>
        <label>
          Show Link{' '}
          <select value={mode} onChange={({ target }) => setMode(target.value as Mode)}>
            <option value="auto">over this page</option>
            <option value="popup">in a window</option>
            <option value="redirect">in place of this page</option>
          </select>
        </label>
      </p>
      <p>{providers.length} kinds of devices</p>
      <Connect providers={providers} mode={mode} disabled={!consent} onNotice={onNotice} />
    </>
  );
}
