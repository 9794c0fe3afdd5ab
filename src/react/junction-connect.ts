import type { LitElement } from 'lit';
import type { JunctionConnect as ElementClass } from '../element.js';
import { type Component, componentOf } from './component.js';
import { linkEvents, type LinkEventHandlers, type PropsOf } from './props.js';

/** The element, for example of a `ref`. The component has the same name as its class. */
export type JunctionConnectElement = ElementClass;

/** The properties that a page sets. The others are those of every element and of Lit. */
type Settings = Omit<JunctionConnectElement, keyof LitElement | 'status' | 'open' | 'close'>;

interface OwnProps extends LinkEventHandlers {
  /**
   * Says that the page knows of a connection: the slug of the provider, or true. Null, undefined, false and the text `false`
   * mean no. The element shows what came last: a change of this value, or a success of Link.
   */
  connected?: JunctionConnectElement['connected'] | null | undefined;
}

/** The properties of the element, its events, and what React knows for every element. */
export type JunctionConnectProps = PropsOf<JunctionConnectElement, Settings, OwnProps>;

/** `<junction-connect>` as a component. */
export const JunctionConnect: Component<JunctionConnectElement, JunctionConnectProps> = componentOf({
  tagName: 'junction-connect',
  displayName: 'JunctionConnect',
  events: linkEvents,
});
