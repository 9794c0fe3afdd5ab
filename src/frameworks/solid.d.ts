/** `<junction-connect>` in TSX, for Solid. */
import type { JSX as Solid } from 'solid-js';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectProps, JunctionConnectSolidJsProps } from './jsx.js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': Solid.HTMLAttributes<JunctionConnect> & JunctionConnectProps & JunctionConnectSolidJsProps;
    }
  }
}
