/** The types of `<junction-connect>` in Vue's templates. */
import type { PublicProps } from 'vue';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectTagProps } from './jsx.js';

/** The properties with Vue's names for events: `@junction-success` in a template is `onJunctionSuccess` here. */
type Props = {
  [
    Name in keyof JunctionConnectTagProps as Name extends `onjunction-${infer Type}`
      ? `onJunction${Capitalize<Type>}`
      : Name
  ]: JunctionConnectTagProps[Name];
};

/** The `data-*` attributes of HTML. Vue's compiler calls `data-testid` `dataTestid`. */
type DataAttributes = { [name: `data${Capitalize<string>}`]: unknown };

declare module 'vue' {
  interface GlobalComponents {
    'junction-connect': new () => JunctionConnect & { $props: HTMLAttributes & DataAttributes & PublicProps & Props };
  }
  interface HTMLAttributes {
    /** HTML's own attribute. `slot="trigger"` marks the page's own control. */
    slot?: string | undefined;
  }
}

// Without this, TypeScript would export every type of this file.
export {};
