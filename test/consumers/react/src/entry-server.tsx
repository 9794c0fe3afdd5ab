import { type ComponentType, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { App } from './App';
import { BindingsPage } from './BindingsPage';
import { ConnectDevice, type ConnectDeviceProps } from './ConnectDevice';
import { ConnectDeviceTagHydrated } from './ConnectDeviceTagHydrated';
import { TrustPage } from './TrustPage';

const renderApp = (Connect: ComponentType<ConnectDeviceProps>) =>
  renderToString(
    <StrictMode>
      <App start="devices" Connect={Connect} />
    </StrictMode>,
  );

export const render = () => renderApp(ConnectDevice);

export const renderTag = () => renderApp(ConnectDeviceTagHydrated);

export const renderTrustPage = () => renderToString(<TrustPage />);

export const renderBindingsPage = () => renderToString(<BindingsPage />);
