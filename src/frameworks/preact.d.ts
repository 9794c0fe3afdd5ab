/** The types of `<junction-connect>` and `<junction-connections>` in TSX, for Preact. */
import type { HTMLAttributes } from 'preact';
import type { JunctionConnections } from '../connections.js';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectionsTagProps, JunctionConnectTagProps } from './jsx.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': HTMLAttributes<JunctionConnect> & JunctionConnectTagProps;
      'junction-connections': HTMLAttributes<JunctionConnections> & JunctionConnectionsTagProps;
    }
  }
}

// Without this, TypeScript would export every type of this file.
export {};
