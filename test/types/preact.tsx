/** @jsxImportSource preact */
import type { FetchToken, JunctionConnect } from 'junction-connect';
import type { JunctionConnections } from 'junction-connect/connections';
import type {} from 'junction-connect/preact';

const fetchToken: FetchToken = () => ({ link_token: '' });

export const valid = (
  <junction-connect
    token-endpoint="/api/link-token"
    successUrl="/connected"
    data-layer="dataLayer"
    providers={['oura', 'fitbit']}
    timeout="5000"
    last-screen="0"
    connected={null}
    messages='{ "label": "Connect a watch" }'
    appearance="outlined"
    size="large"
    disabled
    class="devices"
    data-testid="connect"
    style={{ '--junction-connect-color': 'navy' }}
    ref={(element: JunctionConnect | null) => void element?.open()}
    fetchToken={fetchToken}
    headers={async () => ({})}
    onjunction-success={({ detail }) => detail.provider?.trim()}
  >
    Connect a device
  </junction-connect>
);

export const list = (
  <junction-connections
    endpoint="/api/connections"
    token-endpoint="/api/link-token"
    returnUrl="/devices"
    providers={['oura', 'fitbit']}
    timeout="5000"
    disconnect
    logos="none"
    messages={{ connections: { empty: 'Nothing here' } }}
    class="devices"
    style={{ '--junction-connect-color': 'navy' }}
    ref={(element: JunctionConnections | null) => void element?.refresh()}
    headers={async () => ({})}
    onjunction-connections-change={({ detail }) => detail.connections.length}
    onjunction-disconnect={(event) => event.detail.provider === 'oura' && event.preventDefault()}
    onjunction-success={({ detail }) => detail.provider?.trim()}
  />
);

export const invalid = [
  // @ts-expect-error
  <junction-connect tokenEndpont="/api/link-token" />,
  // @ts-expect-error
  <junction-connect mode="modal" />,
  // @ts-expect-error
  <junction-connect disabled="yes" />,
  // @ts-expect-error
  <junction-connect connected={7} />,
  // @ts-expect-error
  <junction-connect messages={{ lable: 'Connect a watch' }} />,
  // @ts-expect-error
  <junction-connect appearance="shiny" />,
  // @ts-expect-error
  <junction-connect size="huge" />,
  // @ts-expect-error
  <junction-connect fetchToken={7} />,
  // @ts-expect-error
  <junction-connect onjunction-success={({ detail }) => detail.reason} />,
  // @ts-expect-error
  <junction-connections endpont="/api/connections" />,
  // @ts-expect-error
  <junction-connections logos="hide" />,
  // @ts-expect-error
  <junction-connections disconnect="yes" />,
  // @ts-expect-error
  <junction-connections provider="oura" />,
  // @ts-expect-error
  <junction-connections fetchToken={fetchToken} />,
  // @ts-expect-error
  <junction-connections onjunction-disconnect={({ detail }) => detail.connections} />,
];
