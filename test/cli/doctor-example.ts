import { document, html, rightSite, runDoctor, secrets } from './doctor-site.js';

/** Returns what doctor prints about the page in docs/doctor.md: its endpoint wants a sign-in, and its policy lacks Link's frame. */
export async function example(): Promise<string[]> {
  const element =
    '<junction-connect token-endpoint="/api/link-token" providers="oura garmin">Connect a device</junction-connect>';
  const { lines } = await runDoctor(
    {
      ...rightSite,
      'https://shop.example/devices': html(document(element), {
        'Content-Security-Policy': "script-src 'self' https://link.tryvital.io; frame-src 'self'",
      }),
      'https://shop.example/api/link-token': () => new Response(secrets.userId, { status: 401 }),
    },
    'https://shop.example/devices',
  );
  return [...lines];
}
