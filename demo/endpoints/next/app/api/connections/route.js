import { createConnectionsHandler } from 'junction-connect/server';
import { handlerOptions } from '../../../junction.js';

// Lists what the person has connected. The person may also end a connection.
const handleConnections = createConnectionsHandler({ ...handlerOptions, canDisconnect: true });

// As in the route of the Link Token: Next.js itself would answer the methods that are not exported.
export {
  handleConnections as DELETE,
  handleConnections as GET,
  handleConnections as OPTIONS,
  handleConnections as POST,
};
