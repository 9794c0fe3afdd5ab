import Link from 'next/link';
import { ConnectDevice } from './ConnectDevice';

export default function Page() {
  return (
    <main>
      <h1>My devices</h1>
      <ConnectDevice providers={['oura', 'garmin', 'google_health']} />
      <Link href="/">Home</Link>
    </main>
  );
}
