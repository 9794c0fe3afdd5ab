import './index.js';

export { JunctionConnect } from './react/component.js';
export type { JunctionConnectElement, JunctionConnectProps } from './react/props.js';
/** The types of the tag `<junction-connect>` in TSX. */
export type * from './frameworks/react.js';
