/** `<junction-connect>` in TSX, for React 19. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { JunctionConnect } from '../index.js';
import type { CustomCssProperties, JunctionConnectProps } from './jsx.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': DetailedHTMLProps<HTMLAttributes<JunctionConnect>, JunctionConnect> & JunctionConnectProps;
    }
  }
  interface CSSProperties extends CustomCssProperties {}
}
