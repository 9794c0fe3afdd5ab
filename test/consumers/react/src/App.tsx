import { useState } from 'react';
import { DevicesPage } from './DevicesPage';

type PageName = 'home' | 'devices';

export function App({ start = 'home' }: { start?: PageName }) {
  const [page, setPage] = useState(start);
  const [notice, setNotice] = useState('');

  return (
    <>
      <nav>
        <button onClick={() => setPage('home')}>Home</button>
        <button onClick={() => setPage('devices')}>Devices</button>
      </nav>
      <p className="notice" role="status">
        {notice}
      </p>
      {page === 'home' ? <h1>My health</h1> : <DevicesPage onNotice={setNotice} />}
    </>
  );
}
