import './index.js';

export { JunctionConnect, type JunctionConnectElement, type JunctionConnectProps } from './react/junction-connect.js';
/** The types of the tags in TSX. */
export type * from './frameworks/react.js';
