import { defineConnections } from './connections/define.js';

defineConnections();

export type {
  ConnectionsChangeDetail,
  DisconnectDetail,
  JunctionConnectionsChangeEvent,
  JunctionDisconnectedEvent,
  JunctionDisconnectEvent,
} from './connections/events.js';
export { JunctionConnections } from './connections/junction-connections.js';
export type { ConnectionSummary } from './junction/connection.js';
