import { createComponent } from '@lit/react';
import { isServer, type LitElement } from 'lit';
import * as React from 'react';
import { attributeName, attributeText, isAttribute } from './attributes.js';

/** A component of React around an element. */
export type Component<Element, Props> = React.ForwardRefExoticComponent<Props & React.RefAttributes<Element>>;

interface Definition<Props> {
  /** The element. It must be registered already, by this copy of the package or by another one. */
  readonly tagName: string;
  /** The name of the component, for React's own tools. */
  readonly displayName: string;
  /** The handlers among the props, each with the name of its event. */
  readonly events: { readonly [Prop in keyof Props as Prop extends `onJunction${string}` ? Prop : never]-?: string };
}

/**
 * With this attribute, the element waits. `createComponent` removes it when the properties are set and the listeners are there.
 * So in a page that a server has rendered, nobody can press a button without its settings, and no event comes before its
 * handler.
 */
const waiting = { 'defer-hydration': '' };

/** Returns an element of this package as a component. */
export function componentOf<Element extends LitElement, Props extends object>({
  tagName,
  displayName,
  events,
}: Definition<Props>): Component<Element, Props> {
  const elementClass = customElements.get(tagName) as typeof LitElement & (new () => Element);

  /** Sets the properties and adds the listeners when React has added the element to the page, or has hydrated it. */
  const WithProperties = createComponent({
    // On a server, React runs no effects. React 18 warns there about each `useLayoutEffect`, and not about `useEffect`.
    react: isServer ? { ...React, useLayoutEffect: React.useEffect } : React,
    tagName,
    elementClass,
    events,
  }) as unknown as Component<Element, object>;

  /** Replaces the props that are attributes, so that React sets them as on a plain element. The others stay. */
  const withAttributes = (props: object): object =>
    Object.fromEntries(
      Object.entries(props).map(([prop, value]) =>
        isAttribute(prop) && !elementClass.elementProperties.has(prop)
          ? [attributeName(prop, elementClass.prototype), attributeText(prop, value)]
          : [prop, value],
      ),
    );

  const component = React.forwardRef<Element, Props>((props, ref) => {
    const element = React.useRef<Element>(null);
    // `createComponent` drops the cleanup that a callback ref returns in React 19. React itself calls it here.
    React.useImperativeHandle(ref, () => element.current!, []);
    return React.createElement(WithProperties, { ...withAttributes(props), ...waiting, ref: element });
  });
  component.displayName = displayName;
  return component as Component<Element, Props>;
}
