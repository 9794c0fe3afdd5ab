/** @jsxImportSource preact */
import type { FetchToken, JunctionConnect } from 'junction-connect';
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
];
