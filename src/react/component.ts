import { createComponent } from '@lit/react';
import { isServer } from 'lit';
import * as React from 'react';
import type { JunctionConnect as ElementClass } from '../element.js';
import { attributeName, attributeText, isAttribute } from './attributes.js';
import type { JunctionConnectElement, JunctionConnectProps } from './props.js';

type Component = React.ForwardRefExoticComponent<JunctionConnectProps & React.RefAttributes<JunctionConnectElement>>;

const tagName = 'junction-connect';

// The entry file has registered the element, unless another copy of the package had done so before.
const elementClass = customElements.get(tagName) as typeof ElementClass;

/** Sets the properties and adds the listeners when React has added the element to the page, or has hydrated it. */
const WithProperties = createComponent({
  // On a server, React runs no effects. React 18 warns there about each `useLayoutEffect`, and not about `useEffect`.
  react: isServer ? { ...React, useLayoutEffect: React.useEffect } : React,
  tagName,
  elementClass,
  events: {
    onJunctionOpen: 'junction-open',
    onJunctionSuccess: 'junction-success',
    onJunctionExit: 'junction-exit',
    onJunctionError: 'junction-error',
  },
}) as Component;

/**
 * With this attribute, the element waits. `createComponent` removes it when the properties are set and the listeners are there.
 * So in a page that a server has rendered, nobody can press a button without its settings, and no event comes before its
 * handler.
 */
const waiting = { 'defer-hydration': '' };

/** Replaces the props that are attributes, so that React sets them as on a plain element. The others stay. */
const withAttributes = (props: JunctionConnectProps): JunctionConnectProps =>
  Object.fromEntries(
    Object.entries(props).map(([prop, value]) =>
      isAttribute(prop) && !elementClass.elementProperties.has(prop)
        ? [attributeName(prop, elementClass.prototype), attributeText(prop, value)]
        : [prop, value],
    ),
  );

/** `<junction-connect>` as a component. */
export const JunctionConnect: Component = React.forwardRef<JunctionConnectElement, JunctionConnectProps>(
  (props, ref) => {
    const element = React.useRef<JunctionConnectElement>(null);
    // `createComponent` drops the cleanup that a callback ref returns in React 19. React itself calls it here.
    React.useImperativeHandle(ref, () => element.current!, []);
    return React.createElement(WithProperties, { ...withAttributes(props), ...waiting, ref: element });
  },
);
JunctionConnect.displayName = 'JunctionConnect';
