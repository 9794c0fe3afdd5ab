import { useSyncExternalStore } from 'react';
import type { ConnectDeviceProps } from './ConnectDevice';
import { ConnectDeviceTag } from './ConnectDeviceTag';

const never = () => () => {};

/** Returns false on the server and during the hydration of its markup. Later, and without such markup, returns true. */
const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

export function ConnectDeviceTagHydrated(props: ConnectDeviceProps) {
  return useHydrated() ? <ConnectDeviceTag {...props} /> : <button disabled>Connect a device</button>;
}
