/** The types of `<junction-connect>` in TSX, for Solid. */
import type { JSX as Solid } from 'solid-js';
import type { JunctionConnect } from '../index.js';
import type { JunctionConnectTagProps, JunctionConnectSolidJsProps } from './jsx.js';

type Kebab<Name> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? '' : '-'}${Lowercase<Letter>}${Kebab<Rest>}`
  : Name;

/**
 * The properties, named in kebab case. On a custom element, Solid sets the property `fetchToken` for the name `fetch-token`.
 * It makes capital letters small: for the name `fetchToken` it would set a property that the element does not have.
 */
type Props = { [Name in keyof JunctionConnectTagProps as Kebab<Name>]: JunctionConnectTagProps[Name] };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'junction-connect': Solid.HTMLAttributes<JunctionConnect> & Props & JunctionConnectSolidJsProps;
    }
  }
}

// Without this, TypeScript would export every type of this file.
export {};
