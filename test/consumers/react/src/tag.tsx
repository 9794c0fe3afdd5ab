import 'junction-connect';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { ConnectDeviceTag } from './ConnectDeviceTag';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App Connect={ConnectDeviceTag} />
  </StrictMode>,
);
