import type { LitElement } from 'lit';
import type {
  JunctionConnections as ElementClass,
  JunctionConnectionsChangeEvent,
  JunctionDisconnectedEvent,
  JunctionDisconnectEvent,
} from '../connections.js';
import { type Component, componentOf } from './component.js';
import { linkEvents, type LinkEventHandlers, type PropsOf } from './props.js';

/** The element, for example of a `ref`. The component has the same name as its class. */
export type JunctionConnectionsElement = ElementClass;

/** The properties that a page sets. The others are those of every element and of Lit. */
type Settings = Omit<JunctionConnectionsElement, keyof LitElement | 'connections' | 'refresh'>;

interface OwnProps extends LinkEventHandlers {
  /** The endpoint has listed the connections. */
  onJunctionConnectionsChange?: ((event: JunctionConnectionsChangeEvent) => void) | undefined;
  /**
   * The person has confirmed the question before a connection ends. Nothing has been requested yet. Prevent the event if the
   * connection must stay.
   */
  onJunctionDisconnect?: ((event: JunctionDisconnectEvent) => void) | undefined;
  /** The endpoint has disconnected a provider. */
  onJunctionDisconnected?: ((event: JunctionDisconnectedEvent) => void) | undefined;
}

/** The properties of the element, its events, and what React knows for every element. */
export type JunctionConnectionsProps = PropsOf<JunctionConnectionsElement, Settings, OwnProps>;

/** `<junction-connections>` as a component. */
export const JunctionConnections: Component<JunctionConnectionsElement, JunctionConnectionsProps> = componentOf({
  tagName: 'junction-connections',
  displayName: 'JunctionConnections',
  events: {
    ...linkEvents,
    onJunctionConnectionsChange: 'junction-connections-change',
    onJunctionDisconnect: 'junction-disconnect',
    onJunctionDisconnected: 'junction-disconnected',
  },
});
