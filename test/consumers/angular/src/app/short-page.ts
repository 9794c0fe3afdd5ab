import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { JunctionSuccessEvent } from 'junction-connect';

@Component({
  selector: 'app-short-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <junction-connect
      token-endpoint="/api/link-token"
      providers="oura garmin google_health"
      (junction-success)="onSuccess($event)"
    >
      Connect a device
    </junction-connect>
    <p>{{ text() }}</p>
  `,
})
export class ShortPage {
  protected readonly text = signal('');

  protected onSuccess({ detail }: JunctionSuccessEvent): void {
    this.text.set(`You have connected ${detail.provider ?? 'a device'}.`);
  }
}
