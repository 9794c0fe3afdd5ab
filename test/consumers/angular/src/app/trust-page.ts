import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';

@Component({
  selector: 'app-trust-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <junction-connect id="static" token-endpoint="https://api.invalid/link-token" />
    <junction-connect id="attribute" [attr.token-endpoint]="endpoint" />
    <junction-connect id="property" [tokenEndpoint]="endpoint" />
  `,
})
export class TrustPage {
  protected readonly endpoint = 'https://api.invalid/link-token';
}
