import { Component, inject } from '@angular/core';
import type { JunctionErrorEvent, JunctionSuccessEvent } from 'junction-connect';
import { JunctionConnectProperties } from './junction-connect';
import { LinkTokens } from './link-tokens';
import { Notice } from './notice';

/** A page that the server renders. */
@Component({
  selector: 'app-rendered-page',
  imports: [JunctionConnectProperties],
  template: `
    <h1>My devices</h1>
    <junction-connect
      [providers]="providers"
      [fetchToken]="fetchToken"
      (junction-open)="notice.set('Connecting…')"
      (junction-success)="onSuccess($event)"
      (junction-exit)="notice.set('Nothing was connected.')"
      (junction-error)="onError($event)"
    >
      Connect a device
    </junction-connect>
  `,
})
export class RenderedPage {
  protected readonly notice = inject(Notice).text;
  protected readonly fetchToken = inject(LinkTokens).fetchToken;
  protected readonly providers = ['oura', 'garmin', 'google_health'];

  protected onSuccess({ detail }: JunctionSuccessEvent): void {
    this.notice.set(`Connected: ${detail.provider ?? 'a device'}`);
  }

  protected onError({ detail }: JunctionErrorEvent): void {
    this.notice.set(`That did not work: ${detail.error.code}`);
  }
}
