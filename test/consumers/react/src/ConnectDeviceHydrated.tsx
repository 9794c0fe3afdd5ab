import { type ComponentProps, useSyncExternalStore } from 'react';
import { ConnectDevice } from './ConnectDevice';

const never = () => () => {};

/** Returns false on the server and during the hydration of its markup. Later, and without such markup, returns true. */
const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

export function ConnectDeviceHydrated(props: ComponentProps<typeof ConnectDevice>) {
  return useHydrated() ? <ConnectDevice {...props} /> : <button disabled>Connect a device</button>;
}
