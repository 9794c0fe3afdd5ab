import 'junction-connect';
import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { App } from './App';
import { ConnectDeviceTagHydrated } from './ConnectDeviceTagHydrated';

hydrateRoot(
  document.getElementById('root')!,
  <StrictMode>
    <App start="devices" Connect={ConnectDeviceTagHydrated} />
  </StrictMode>,
);
