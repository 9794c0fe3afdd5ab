import { createConnectionsHandler } from 'junction-connect/server';
import { handlerOptions } from '../../../junction.js';

// Lists what is connected. A person may also end a connection.
const handleConnections = createConnectionsHandler({ ...handlerOptions, canDisconnect: true });

export {
  handleConnections as DELETE,
  handleConnections as GET,
  handleConnections as OPTIONS,
  handleConnections as POST,
};
