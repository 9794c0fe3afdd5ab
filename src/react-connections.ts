import './connections.js';

export {
  JunctionConnections,
  type JunctionConnectionsElement,
  type JunctionConnectionsProps,
} from './react/junction-connections.js';
/** The types of the tags in TSX. */
export type * from './frameworks/react.js';
