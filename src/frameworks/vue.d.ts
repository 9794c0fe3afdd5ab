/** The types of `<junction-connect>` and `<junction-connections>` in Vue's templates. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { JunctionConnections } from '../connections.js';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectionsTagProps, JunctionConnectTagProps } from './jsx.js';

type CamelCase<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Capitalize<Word>}${CamelCase<Rest>}`
  : Capitalize<Name>;

/** The properties with Vue's names for events: `@junction-success` in a template is `onJunctionSuccess` here. */
type Props<TagProps> = {
  [
    Name in keyof TagProps as Name extends `onjunction-${infer Type}` ? `onJunction${CamelCase<Type>}` : Name
  ]: TagProps[Name];
};

/** The `data-*` attributes of HTML. Vue's compiler calls `data-testid` `dataTestid`. */
type DataAttributes = { [name: `data${Capitalize<string>}`]: unknown };

/** An element in a template. */
type Element<Class, TagProps> = new () => Class & {
  $props: HTMLAttributes & DataAttributes & PublicProps & Props<TagProps>;
};

declare module 'vue' {
  interface GlobalComponents {
    'junction-connect': Element<JunctionConnect, JunctionConnectTagProps>;
    'junction-connections': Element<JunctionConnections, JunctionConnectionsTagProps>;
  }
  interface HTMLAttributes {
    /** HTML's own attribute. `slot="trigger"` marks the page's own control. */
    slot?: string | undefined;
  }
}

// Without this, TypeScript would export every type of this file.
export {};
