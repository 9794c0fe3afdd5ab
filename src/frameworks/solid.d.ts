/** The types of `<junction-connect>` in TSX, for Solid. */
import type { JSX as Solid } from 'solid-js';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectProps, JunctionConnectSolidJsProps } from './jsx.js';

type Kebab<Name> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? '' : '-'}${Lowercase<Letter>}${Kebab<Rest>}`
  : Name;

/**
 * The properties, named in kebab case. On a custom element, Solid sets the property `fetchToken` for the name `fetch-token`.
 * It makes capital letters small: for the name `fetchToken` it would set a property that the element does not have.
 */
type Props = { [Name in keyof JunctionConnectProps as Kebab<Name>]: JunctionConnectProps[Name] };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': Solid.HTMLAttributes<JunctionConnect> & Props & JunctionConnectSolidJsProps;
    }
  }
}
