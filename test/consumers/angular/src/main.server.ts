import { type BootstrapContext, bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { serverConfig } from './app/app.config.server';

/** Renders the app on the server. It does not import the element, which the browser adds. */
export default (context: BootstrapContext) => bootstrapApplication(App, serverConfig, context);
