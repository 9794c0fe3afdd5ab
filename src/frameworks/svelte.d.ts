/** The types of `<junction-connect>` and `<junction-connections>` in Svelte's markup. */
import type { HTMLAttributes } from 'svelte/elements';
import type { JunctionConnections } from '../connections.js';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectionsTagProps, JunctionConnectTagProps } from './jsx.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'junction-connect': HTMLAttributes<JunctionConnect> & JunctionConnectTagProps;
    'junction-connections': HTMLAttributes<JunctionConnections> & JunctionConnectionsTagProps;
  }
}

// Without this, TypeScript would export every type of this file.
export {};
