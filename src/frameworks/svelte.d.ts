/** The types of `<junction-connect>` in Svelte's markup. */
import type { HTMLAttributes } from 'svelte/elements';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectTagProps } from './jsx.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'junction-connect': HTMLAttributes<JunctionConnect> & JunctionConnectTagProps;
  }
}

// Without this, TypeScript would export every type of this file.
export {};
