import type { CSSProperties, HTMLAttributes } from 'react';
import type { JunctionErrorEvent, JunctionExitEvent, JunctionOpenEvent, JunctionSuccessEvent } from '../element.js';

type Optional<Type> = { [Name in keyof Type]?: Type[Name] | undefined };

type CustomProperties = { [Name in `--junction-connect-${string}`]?: string | number | undefined };

interface CommonProps {
  /** HTML's own attribute. The types of React 18 lack it. There people also write the empty text. */
  inert?: boolean | '' | undefined;
  style?: (CSSProperties & CustomProperties) | undefined;
}

/**
 * The props of a component: what React knows for every element, the settings of this element, and its own props. The own props
 * replace settings of the same name.
 */
export type PropsOf<Element, Settings, OwnProps> = Omit<HTMLAttributes<Element>, keyof CommonProps | keyof Settings> &
  Omit<Optional<Settings>, keyof OwnProps> &
  CommonProps &
  OwnProps;

/** The handlers of the events of Link. */
export interface LinkEventHandlers {
  /** A person wants to connect. No token has been requested yet. Prevent the event if Link must not be launched. */
  onJunctionOpen?: ((event: JunctionOpenEvent) => void) | undefined;
  /** Link reports that a device was connected. Only the backend can know it for certain. */
  onJunctionSuccess?: ((event: JunctionSuccessEvent) => void) | undefined;
  /** The person has left Link, or the page has closed it, without a connection. */
  onJunctionExit?: ((event: JunctionExitEvent) => void) | undefined;
  /** Something failed. A success may still follow. */
  onJunctionError?: ((event: JunctionErrorEvent) => void) | undefined;
}

/** The names of the events of Link. */
export const linkEvents: Record<keyof LinkEventHandlers, string> = {
  onJunctionOpen: 'junction-open',
  onJunctionSuccess: 'junction-success',
  onJunctionExit: 'junction-exit',
  onJunctionError: 'junction-error',
};
