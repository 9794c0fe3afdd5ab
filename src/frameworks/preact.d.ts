/** The types of `<junction-connect>` in TSX, for Preact. */
import type { HTMLAttributes } from 'preact';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectTagProps } from './jsx.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': HTMLAttributes<JunctionConnect> & JunctionConnectTagProps;
    }
  }
}

// Without this, TypeScript would export every type of this file.
export {};
