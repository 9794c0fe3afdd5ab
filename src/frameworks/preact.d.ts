/** The types of `<junction-connect>` in TSX, for Preact. */
import type { HTMLAttributes } from 'preact';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectProps } from './jsx.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': HTMLAttributes<JunctionConnect> & JunctionConnectProps;
    }
  }
}
