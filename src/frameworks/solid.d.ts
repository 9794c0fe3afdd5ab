/** The types of `<junction-connect>` and `<junction-connections>` in TSX, for Solid. */
import type { JSX as Solid } from 'solid-js';
import type { JunctionConnections } from '../connections.js';
import type { JunctionConnect } from '../index.js';
import type {
  JunctionConnectionsSolidJsProps,
  JunctionConnectionsTagProps,
  JunctionConnectSolidJsProps,
  JunctionConnectTagProps,
} from './jsx.js';

type Kebab<Name> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? '' : '-'}${Lowercase<Letter>}${Kebab<Rest>}`
  : Name;

/**
 * The properties, named in kebab case. On a custom element, Solid sets the property `fetchToken` for the name `fetch-token`.
 * It makes capital letters small: for the name `fetchToken` it would set a property that the element does not have.
 */
type Props<TagProps> = { [Name in keyof TagProps as Kebab<Name>]: TagProps[Name] };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': Solid.HTMLAttributes<JunctionConnect> &
        Props<JunctionConnectTagProps> &
        JunctionConnectSolidJsProps;
      'junction-connections': Solid.HTMLAttributes<JunctionConnections> &
        Props<JunctionConnectionsTagProps> &
        JunctionConnectionsSolidJsProps;
    }
  }
}

// Without this, TypeScript would export every type of this file.
export {};
