/** `<junction-connect>` in TSX, for Solid. */
import type { JSX as Solid } from 'solid-js';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectProps, JunctionConnectSolidJsProps } from './jsx.js';

type Kebab<Name> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? '' : '-'}${Lowercase<Letter>}${Kebab<Rest>}`
  : Name;

/**
 * On a custom element Solid sets the property that a name with hyphens stands for, `fetchToken` for `fetch-token`. Capital
 * letters it makes small: of `fetchToken` the element would never hear.
 */
type Props = { [Name in keyof JunctionConnectProps as Kebab<Name>]: JunctionConnectProps[Name] };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': Solid.HTMLAttributes<JunctionConnect> & Props & JunctionConnectSolidJsProps;
    }
  }
}
