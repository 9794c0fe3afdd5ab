/** @jsxImportSource solid-js */
import type { FetchToken, JunctionConnect } from 'junction-connect';
import type { JunctionConnections } from 'junction-connect/connections';
import type {} from 'junction-connect/solid';

const fetchToken: FetchToken = () => ({ link_token: '' });

export const valid = (
  <junction-connect
    token-endpoint="/api/link-token"
    success-url="/connected"
    data-layer="dataLayer"
    providers={['oura', 'fitbit']}
    timeout="5000"
    last-screen="0"
    connected="oura"
    messages={{ label: 'Connect a watch' }}
    appearance="outlined"
    size="large"
    disabled
    class="devices"
    data-testid="connect"
    style={{ '--junction-connect-color': 'navy' }}
    ref={(element: JunctionConnect) => element.open()}
    onjunction-success={({ detail }) => detail.provider?.trim()}
    on:junction-error={({ detail }) => detail.error.code}
  >
    Connect a device
  </junction-connect>
);

export const withFunctions = [
  <junction-connect fetch-token={fetchToken} headers={async () => ({})} />,
  <junction-connect prop:fetchToken={fetchToken} prop:tokenEndpoint="/api/link-token" />,
  <junction-connect attr:token-endpoint="/api/link-token" />,
  <junction-connect prop:connected={null} prop:messages={{ label: 'Connect a watch' }} prop:lastScreen={0} />,
];

export const list = (
  <junction-connections
    endpoint="/api/connections"
    token-endpoint="/api/link-token"
    providers={['oura', 'fitbit']}
    timeout="5000"
    disconnect
    logos="none"
    messages={{ connections: { empty: 'Nothing here' } }}
    class="devices"
    style={{ '--junction-connect-color': 'navy' }}
    ref={(element: JunctionConnections) => element.refresh()}
    headers={async () => ({})}
    prop:returnUrl="/devices"
    onjunction-connections-change={({ detail }) => detail.connections.length}
    on:junction-disconnect={(event) => event.detail.provider === 'oura' && event.preventDefault()}
  />
);

/** Solid would compile these names to lowercase names, which the element does not have. */
export const withCapitals = [
  // @ts-expect-error
  <junction-connect tokenEndpoint="/api/link-token" />,
  // @ts-expect-error
  <junction-connect csrfToken="5" />,
  // @ts-expect-error
  <junction-connect csrfHeader="X-CSRF-Token" />,
  // @ts-expect-error
  <junction-connect returnUrl="/" />,
  // @ts-expect-error
  <junction-connect successUrl="/" />,
  // @ts-expect-error
  <junction-connect exitUrl="/" />,
  // @ts-expect-error
  <junction-connect errorUrl="/" />,
  // @ts-expect-error
  <junction-connect dataLayer="dataLayer" />,
  // @ts-expect-error
  <junction-connect fetchToken={fetchToken} />,
  // @ts-expect-error
  <junction-connect lastScreen={0} />,
  // @ts-expect-error
  <junction-connections tokenEndpoint="/api/link-token" />,
];

export const invalid = [
  // @ts-expect-error
  <junction-connect provders="oura" />,
  // @ts-expect-error
  <junction-connect mode="modal" />,
  // @ts-expect-error
  <junction-connect disabled="yes" />,
  // @ts-expect-error
  <junction-connect connected={7} />,
  // @ts-expect-error
  <junction-connect messages={{ lable: 'Connect a watch' }} />,
  // @ts-expect-error
  <junction-connect size="huge" />,
  // @ts-expect-error
  <junction-connect fetch-token={7} />,
  // @ts-expect-error
  <junction-connect prop:fetchToken={7} />,
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
  <junction-connections prop:connections={[]} />,
  // @ts-expect-error
  <junction-connections onjunction-disconnect={({ detail }) => detail.connections} />,
];
