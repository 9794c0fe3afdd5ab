import { createComponent } from '@lit/react';
import { isServer } from 'lit';
import * as React from 'react';
import type { JunctionConnectElement, JunctionConnectProps } from './props.js';

type Component = React.ForwardRefExoticComponent<JunctionConnectProps & React.RefAttributes<JunctionConnectElement>>;

const tagName = 'junction-connect';

/** Sets the properties and adds the listeners when React has added the element to the page, or has hydrated it. */
const WithProperties = createComponent({
  // On a server, React runs no effects. React 18 warns there about each `useLayoutEffect`, and not about `useEffect`.
  react: isServer ? { ...React, useLayoutEffect: React.useEffect } : React,
  tagName,
  // The entry file has registered the element, unless another copy of the package had done so before.
  elementClass: customElements.get(tagName) as new () => JunctionConnectElement,
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

/** `<junction-connect>` as a component. */
export const JunctionConnect: Component = React.forwardRef<JunctionConnectElement, JunctionConnectProps>((props, ref) =>
  React.createElement(WithProperties, { ...props, ...waiting, ref }),
);
JunctionConnect.displayName = 'JunctionConnect';
