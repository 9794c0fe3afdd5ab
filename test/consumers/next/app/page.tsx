import { JunctionConnect } from 'junction-connect/react';
import { connection } from 'next/server';

export default async function Page() {
  await connection(); // The server renders this page at each request.
  return (
    <main>
      <h1>My health</h1>
      <JunctionConnect
        tokenEndpoint="/api/link-token"
        providers={['oura', 'garmin', 'google_health']}
        successUrl="/devices"
      >
        Connect a device
      </JunctionConnect>
    </main>
  );
}
