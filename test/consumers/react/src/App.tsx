import { type ComponentType, useState } from 'react';
import { ConnectDevice, type ConnectDeviceProps } from './ConnectDevice';
import { ConnectionsPage } from './ConnectionsPage';
import { DevicesPage } from './DevicesPage';

type PageName = 'home' | 'devices' | 'connections';

interface Props {
  start?: PageName;
  /** The component that shows the element. */
  Connect?: ComponentType<ConnectDeviceProps>;
}

export function App({ start = 'home', Connect = ConnectDevice }: Props) {
  const [page, setPage] = useState(start);
  const [notice, setNotice] = useState('');

  return (
    <>
      <nav>
        <button onClick={() => setPage('home')}>Home</button>
        <button onClick={() => setPage('devices')}>Devices</button>
        <button onClick={() => setPage('connections')}>Connections</button>
      </nav>
      <p className="notice" role="status">
        {notice}
      </p>
      {page === 'home' && <h1>My health</h1>}
      {page === 'devices' && <DevicesPage Connect={Connect} onNotice={setNotice} />}
      {page === 'connections' && <ConnectionsPage onNotice={setNotice} />}
    </>
  );
}
