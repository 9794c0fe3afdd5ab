import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { App } from './App';
import { BindingsPage } from './BindingsPage';
import { TrustPage } from './TrustPage';

export const render = () =>
  renderToString(
    <StrictMode>
      <App start="devices" />
    </StrictMode>,
  );

export const renderTrustPage = () => renderToString(<TrustPage />);

export const renderBindingsPage = () => renderToString(<BindingsPage />);
