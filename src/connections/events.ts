import type { ConnectionSummary } from '../junction/connection.js';

/** The detail of `junction-connections-change`. */
export interface ConnectionsChangeDetail {
  /** The connections that the endpoint has listed. */
  readonly connections: readonly ConnectionSummary[];
}

/** The detail of `junction-disconnect` and `junction-disconnected`. */
export interface DisconnectDetail {
  /** The slug of the provider that the person disconnects. */
  readonly provider: string;
}

export type JunctionConnectionsChangeEvent = CustomEvent<ConnectionsChangeDetail>;
export type JunctionDisconnectEvent = CustomEvent<DisconnectDetail>;
export type JunctionDisconnectedEvent = CustomEvent<DisconnectDetail>;

declare global {
  /** The events bubble, so a listener can be on an element, on the document or on the window. */
  interface GlobalEventHandlersEventMap {
    'junction-connections-change': JunctionConnectionsChangeEvent;
    'junction-disconnect': JunctionDisconnectEvent;
    'junction-disconnected': JunctionDisconnectedEvent;
  }
}
