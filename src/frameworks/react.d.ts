/** The types of `<junction-connect>` and `<junction-connections>` in TSX, for React 19. */
import type { CSSProperties, DetailedHTMLProps, HTMLAttributes } from 'react';
import type { JunctionConnections } from '../connections.js';
import type { JunctionConnect } from '../index.js';
import type { CustomCssProperties, JunctionConnectionsTagProps, JunctionConnectTagProps } from './jsx.js';

interface Style {
  /** Only these elements get the custom properties, because an app may have declared its own for `CSSProperties`. */
  style?: (CSSProperties & CustomCssProperties) | undefined;
}

type Props<Element, Own> = DetailedHTMLProps<HTMLAttributes<Element>, Element> & Own & Style;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': Props<JunctionConnect, JunctionConnectTagProps>;
      'junction-connections': Props<JunctionConnections, JunctionConnectionsTagProps>;
    }
  }
}

// Without this, TypeScript would export every type of this file.
export {};
