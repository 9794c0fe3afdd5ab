import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { JunctionConnectProperties } from './junction-connect';

const messages = { labelAgain: 'Renew {provider}', connectedProvider: 'We have your {provider}' };

/** With the directive that knows the types of the properties. */
@Component({
  selector: 'app-typed-bindings',
  imports: [JunctionConnectProperties],
  template: `
    <junction-connect id="typed-static" provider="oura" connected />
    <junction-connect id="typed-static-slug" provider="oura" connected="oura" />
    <junction-connect id="typed-slug" provider="oura" [connected]="'oura'" />
    <junction-connect id="typed-false" provider="oura" [connected]="false" />
    <junction-connect id="typed-null" provider="oura" [connected]="null" />
    <junction-connect id="typed-messages" provider="oura" connected="oura" [messages]="messages" />
  `,
})
export class TypedBindings {
  protected readonly messages = messages;
}

@Component({
  selector: 'app-bindings-page',
  imports: [TypedBindings],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button (click)="slug.set(null)">Disconnect</button>
    <button (click)="slug.set('oura')">Connect</button>
    <p>Bound: {{ slug() ?? 'nothing' }}</p>

    <junction-connect id="static" provider="oura" connected />
    <junction-connect id="static-true" provider="oura" connected="true" />
    <junction-connect id="true" provider="oura" [connected]="true" />
    <junction-connect id="true-attr" provider="oura" [attr.connected]="true" />
    <junction-connect id="empty" provider="oura" [connected]="''" />

    <junction-connect id="static-slug" provider="oura" connected="oura" />
    <junction-connect id="slug" provider="oura" [connected]="'oura'" />
    <junction-connect id="slug-attr" provider="oura" [attr.connected]="'oura'" />
    <junction-connect id="slug-interpolated" provider="oura" connected="{{ 'oura' }}" />

    <junction-connect id="static-false" provider="oura" connected="false" />
    <junction-connect id="false" provider="oura" [connected]="false" />
    <junction-connect id="false-attr" provider="oura" [attr.connected]="false" />
    <junction-connect id="null" provider="oura" [connected]="null" />
    <junction-connect id="null-attr" provider="oura" [attr.connected]="null" />
    <junction-connect id="undefined" provider="oura" [connected]="undefined" />
    <junction-connect id="undefined-attr" provider="oura" [attr.connected]="undefined" />

    <junction-connect id="follows" provider="oura" [connected]="slug()" />
    <junction-connect id="follows-attr" provider="oura" [attr.connected]="slug()" />

    <junction-connect
      id="static-messages"
      provider="oura"
      connected="oura"
      messages='{ "labelAgain": "Renew {provider}", "connectedProvider": "We have your {provider}" }'
    />
    <junction-connect id="messages" provider="oura" connected="oura" [messages]="messages" />
    <junction-connect id="messages-attr" provider="oura" connected="oura" [attr.messages]="json" />
    <app-typed-bindings />
  `,
})
export class BindingsPage {
  protected readonly slug = signal<string | null>('oura');
  protected readonly messages = messages;
  protected readonly json = JSON.stringify(messages);
}
