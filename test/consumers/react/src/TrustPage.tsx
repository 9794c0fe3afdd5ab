import { JunctionConnect } from 'junction-connect/react';

const endpoint = 'https://api.invalid/link-token';

export function TrustPage() {
  return (
    <>
      <junction-connect id="kebab-case" token-endpoint={endpoint} />
      <junction-connect id="camel-case" tokenEndpoint={endpoint} />
      <JunctionConnect id="component" tokenEndpoint={endpoint} />
    </>
  );
}
