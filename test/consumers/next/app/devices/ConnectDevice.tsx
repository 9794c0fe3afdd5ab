'use client';

import { JunctionConnect } from 'junction-connect/react';
import { useState } from 'react';

export function ConnectDevice({ providers }: { providers: string[] }) {
  const [notice, setNotice] = useState('');
  return (
    <>
      <JunctionConnect
        tokenEndpoint="/api/link-token"
        headers={() => ({ Authorization: `Bearer ${accessToken()}` })}
        providers={providers}
        onJunctionOpen={() => setNotice('Connecting…')}
        onJunctionSuccess={({ detail }) => setNotice(`Connected: ${detail.provider ?? 'a device'}`)}
        onJunctionExit={() => setNotice('Nothing was connected.')}
        onJunctionError={({ detail }) => setNotice(`That did not work: ${detail.error.code}`)}
      >
        Connect a device
      </JunctionConnect>
      <p className="notice" role="status">
        {notice}
      </p>
    </>
  );
}

/** Returns the access token of your sign-in. */
const accessToken = () => 'the-access-token';
