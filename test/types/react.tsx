/** @jsxImportSource react */
import type { FetchToken, JunctionErrorEvent } from 'junction-connect';
import { JunctionConnect, type JunctionConnectElement, type JunctionConnectProps } from 'junction-connect/react';
import {
  JunctionConnections,
  type JunctionConnectionsElement,
  type JunctionConnectionsProps,
} from 'junction-connect/react/connections';
import { createRef } from 'react';

const fetchToken: FetchToken = () => ({ link_token: '' });
const element = createRef<JunctionConnectElement>();
void element.current?.open();

const onError = ({ detail }: JunctionErrorEvent) => void detail.error.code;

export const valid = (
  <JunctionConnect
    ref={element}
    key="connect"
    tokenEndpoint="/api/link-token"
    successUrl="/connected"
    dataLayer="dataLayer"
    providers={['oura', 'garmin', 'google_health']}
    fetchToken={fetchToken}
    headers={async () => ({})}
    timeout={5000}
    lastScreen={0}
    connected="oura"
    messages={{ label: 'Connect a watch' }}
    appearance="outlined"
    size="large"
    disabled
    id="connect"
    lang="de"
    className="devices"
    data-testid="connect"
    style={{ color: 'white', '--junction-connect-color': 'navy' }}
    onJunctionOpen={(event) => event.preventDefault()}
    onJunctionSuccess={({ detail }) => detail.provider?.trim()}
    onJunctionExit={({ detail }) => detail.reason === 'user'}
    onJunctionError={onError}
  >
    <a slot="trigger" href="/devices">
      Connect a device
    </a>
  </JunctionConnect>
);

const unset: JunctionConnectProps = {
  providers: undefined,
  connected: null,
  messages: null,
  onJunctionOpen: undefined,
};
export const withoutValues = <JunctionConnect {...unset} />;

const list = createRef<JunctionConnectionsElement>();
void list.current?.refresh();

export const validList = (
  <JunctionConnections
    ref={list}
    key="connections"
    endpoint="/api/connections"
    tokenEndpoint="/api/link-token"
    returnUrl="/devices"
    providers={['oura', 'garmin', 'google_health']}
    headers={async () => ({})}
    timeout={5000}
    disconnect
    logos="none"
    messages={{ connections: { empty: 'Nothing here' } }}
    lang="de"
    className="devices"
    inert=""
    style={{ color: 'white', '--junction-connect-color': 'navy' }}
    onJunctionConnectionsChange={({ detail }) => detail.connections.length}
    onJunctionDisconnect={(event) => event.detail.provider === 'oura' && event.preventDefault()}
    onJunctionDisconnected={({ detail }) => detail.provider.trim()}
    onJunctionOpen={(event) => event.preventDefault()}
    onJunctionSuccess={({ detail }) => detail.provider?.trim()}
    onJunctionExit={({ detail }) => detail.reason === 'user'}
    onJunctionError={onError}
  >
    <p slot="empty">Nothing here</p>
  </JunctionConnections>
);

const unsetList: JunctionConnectionsProps = { providers: undefined, messages: null, onJunctionDisconnect: undefined };
export const listWithoutValues = <JunctionConnections {...unsetList} />;

export const withAttributes = (
  <JunctionConnect
    translate="no"
    draggable={false}
    spellCheck={false}
    tabIndex={-1}
    hidden
    inert
    aria-busy={true}
    ref={(node) => {
      void node?.open();
      // React 19 calls the cleanup.
      return () => {};
    }}
  />
);

/** The tag, which React 19 knows, too. */
export const tag = (
  <junction-connect providers={['oura']} onjunction-success={({ detail }) => detail.provider?.trim()} />
);

export const listTag = (
  <junction-connections
    logos="none"
    style={{ '--junction-connect-color': 'navy' }}
    onjunction-disconnected={({ detail }) => detail.provider.trim()}
  />
);

export const invalid = [
  // @ts-expect-error
  <JunctionConnect tokenEndpont="/api/link-token" />,
  // @ts-expect-error
  <JunctionConnect providers="oura garmin" />,
  // @ts-expect-error
  <JunctionConnect mode="modal" />,
  // @ts-expect-error
  <JunctionConnect disabled="yes" />,
  // @ts-expect-error
  <JunctionConnect connected={7} />,
  // @ts-expect-error
  <JunctionConnect messages={{ lable: 'Connect a watch' }} />,
  // @ts-expect-error
  <JunctionConnect size="huge" />,
  // @ts-expect-error
  <JunctionConnect timeout="5000" />,
  // @ts-expect-error
  <JunctionConnect fetchToken={7} />,
  // @ts-expect-error: a page cannot set it.
  <JunctionConnect status="idle" />,
  // @ts-expect-error
  <JunctionConnect open={() => {}} />,
  // @ts-expect-error
  <JunctionConnect onJunctionSuccess={({ detail }) => detail.reason} />,
  // @ts-expect-error
  <JunctionConnect onJunctionExit={({ detail }) => detail.error} />,
  // @ts-expect-error
  <JunctionConnect style={{ '--junction-connect-color': true }} />,
  // @ts-expect-error
  <JunctionConnections endpont="/api/connections" />,
  // @ts-expect-error
  <JunctionConnections providers="oura garmin" />,
  // @ts-expect-error
  <JunctionConnections logos="hide" />,
  // @ts-expect-error
  <JunctionConnections disconnect="yes" />,
  // @ts-expect-error
  <JunctionConnections provider="oura" />,
  // @ts-expect-error
  <JunctionConnections fetchToken={fetchToken} />,
  // @ts-expect-error: a page cannot set it.
  <JunctionConnections connections={[]} />,
  // @ts-expect-error
  <JunctionConnections refresh={() => {}} />,
  // @ts-expect-error
  <JunctionConnections onJunctionDisconnect={({ detail }) => detail.connections} />,
  // @ts-expect-error
  <JunctionConnect onJunctionDisconnect={() => {}} />,
];
