import type { LitElement } from 'lit';
import type { CSSProperties, HTMLAttributes } from 'react';
import type {
  JunctionConnect,
  JunctionErrorEvent,
  JunctionExitEvent,
  JunctionOpenEvent,
  JunctionSuccessEvent,
} from '../element.js';

/** The element, for example of a `ref`. The component has the same name as its class. */
export type JunctionConnectElement = JunctionConnect;

/** The properties that a page sets. The others are those of every element and of Lit. */
type Settings = Omit<JunctionConnectElement, keyof LitElement | 'status' | 'open' | 'close'>;

type Optional<Type> = { [Name in keyof Type]?: Type[Name] | undefined };

type CustomProperties = { [Name in `--junction-connect-${string}`]?: string | number | undefined };

interface EventHandlers {
  /** A person wants to connect. Nothing has been requested yet. Prevent the event if Link must not be launched. */
  onJunctionOpen?: ((event: JunctionOpenEvent) => void) | undefined;
  /** Link reports that a device was connected. Only the backend can know it for certain. */
  onJunctionSuccess?: ((event: JunctionSuccessEvent) => void) | undefined;
  /** The person has left Link, or the page has closed it, without a connection. */
  onJunctionExit?: ((event: JunctionExitEvent) => void) | undefined;
  /** Something failed. A success may still follow. */
  onJunctionError?: ((event: JunctionErrorEvent) => void) | undefined;
}

interface OtherProps {
  /**
   * Says that the page knows of a connection: the slug of the provider, or true. Null, undefined, false and the text `false`
   * mean no. The element shows what came last: a change of this value, or a success of Link.
   */
  connected?: JunctionConnectElement['connected'] | null | undefined;
  /** HTML's own attribute. The types of React 18 lack it. There people also write the empty text. */
  inert?: boolean | '' | undefined;
  style?: (CSSProperties & CustomProperties) | undefined;
}

/** The properties of the element, its events, and what React knows for every element. */
export type JunctionConnectProps = Omit<HTMLAttributes<JunctionConnectElement>, keyof OtherProps> &
  Omit<Optional<Settings>, keyof OtherProps> &
  OtherProps &
  EventHandlers;
