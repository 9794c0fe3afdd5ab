/** `<junction-connect>` in Vue's templates. */
import type { PublicProps } from 'vue';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectProps } from './jsx.js';

/** Vue writes an event that is `@junction-success` in a template as `onJunctionSuccess`. */
type Props = {
  [
    Name in keyof JunctionConnectProps as Name extends `onjunction-${infer Type}`
      ? `onJunction${Capitalize<Type>}`
      : Name
  ]: JunctionConnectProps[Name];
};

/** The platform's, by the name that Vue's compiler has for `data-testid`: `dataTestid`. */
type DataAttributes = { [name: `data${Capitalize<string>}`]: unknown };

declare module 'vue' {
  interface GlobalComponents {
    'junction-connect': new () => JunctionConnect & { $props: HTMLAttributes & DataAttributes & PublicProps & Props };
  }
  interface HTMLAttributes {
    /** The platform's: `slot="trigger"` on a control of the page's own. */
    slot?: string | undefined;
  }
}
