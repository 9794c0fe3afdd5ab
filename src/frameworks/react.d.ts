/** The types of `<junction-connect>` in TSX, for React 19. */
import type { CSSProperties, DetailedHTMLProps, HTMLAttributes } from 'react';
import type { JunctionConnect } from '../index.js';
import type { CustomCssProperties, JunctionConnectTagProps } from './jsx.js';

interface Props extends JunctionConnectTagProps {
  /** Only this element gets the custom properties, because an app may have declared its own for `CSSProperties`. */
  style?: (CSSProperties & CustomCssProperties) | undefined;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': DetailedHTMLProps<HTMLAttributes<JunctionConnect>, JunctionConnect> & Props;
    }
  }
}

// Without this, TypeScript would export every type of this file.
export {};
