import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideClientHydration } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { BindingsPage } from './bindings-page';
import { DevicesPage } from './devices-page';
import { HomePage } from './home-page';
import { authorize } from './session';
import { ShortPage } from './short-page';
import { TrustPage } from './trust-page';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withInterceptors([authorize])),
    provideClientHydration(),
    provideRouter([
      { path: '', component: HomePage },
      { path: 'devices', component: DevicesPage },
      {
        path: 'connections',
        loadComponent: () => import('./connections-page').then((module) => module.ConnectionsPage),
      },
      { path: 'short', component: ShortPage },
      { path: 'rendered', loadComponent: () => import('./rendered-page').then((module) => module.RenderedPage) },
      { path: 'trust', component: TrustPage },
      { path: 'bindings', component: BindingsPage },
    ]),
  ],
};
