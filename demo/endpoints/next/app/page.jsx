import { JunctionConnect } from 'junction-connect/react';
import { connection } from 'next/server';
import { linkLocation } from '../junction.js';

// Tells the page where the local Junction is. The element knows the real one.
const script = `customElements.whenDefined('junction-connect').then((it) => it.configureLink(${JSON.stringify(linkLocation)}));`;

export default async function Page() {
  await connection(); // The page is rendered for each request, so that it follows the variables of the server.
  return (
    <main>
      <h1>My devices</h1>
      <JunctionConnect tokenEndpoint="/api/link-token" providers={['oura', 'garmin', 'google_health']}>
        Connect a device
      </JunctionConnect>
      {linkLocation && <script dangerouslySetInnerHTML={{ __html: script }} />}
    </main>
  );
}
