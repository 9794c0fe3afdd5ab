import { type ComponentProps, useSyncExternalStore } from 'react';
import { ConnectDevice } from './ConnectDevice';

const never = () => () => {};

/** False on the server and while its markup is hydrated; in the browser true from then on, or from the start. */
const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

export function ConnectDeviceHydrated(props: ComponentProps<typeof ConnectDevice>) {
  return useHydrated() ? <ConnectDevice {...props} /> : <button disabled>Connect a device</button>;
}
