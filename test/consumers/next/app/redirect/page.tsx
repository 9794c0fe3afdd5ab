'use client';

import { JunctionConnect } from 'junction-connect/react';
import Link from 'next/link';
import { useState } from 'react';

export default function Page() {
  const [notice, setNotice] = useState('');
  return (
    <main>
      <JunctionConnect
        tokenEndpoint="/api/link-token"
        mode="redirect"
        onJunctionSuccess={({ detail }) => setNotice(`Connected: ${detail.provider ?? 'a device'}`)}
      >
        Connect a device
      </JunctionConnect>
      <p className="notice" role="status">
        {notice}
      </p>
      <Link href="/devices">Another page</Link>
    </main>
  );
}
