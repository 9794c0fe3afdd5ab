import 'junction-connect/connections';
import { Component, inject, signal } from '@angular/core';
import type {
  JunctionConnectionsChangeEvent,
  JunctionDisconnectedEvent,
  JunctionDisconnectEvent,
} from 'junction-connect/connections';
import { JunctionConnectionsProperties } from './junction-connections';
import { Notice } from './notice';
import { Session } from './session';

@Component({
  selector: 'app-connections-page',
  imports: [JunctionConnectionsProperties],
  template: `
    <h1>My connections</h1>
    <p>
      <label>
        <input type="checkbox" [checked]="inStudy()" (change)="inStudy.set(study.checked)" #study />
        I take part in a study
      </label>
    </p>
    <p>Broken: {{ broken() }}</p>
    <junction-connections
      [endpoint]="'/api/connections'"
      [tokenEndpoint]="'/api/link-token'"
      [providers]="providers"
      [headers]="headers"
      [disconnect]="true"
      (junction-connections-change)="onChange($event)"
      (junction-disconnect)="onDisconnect($event)"
      (junction-disconnected)="onDisconnected($event)"
    />
  `,
})
export class ConnectionsPage {
  readonly #notice = inject(Notice).text;
  readonly #session = inject(Session);

  protected readonly providers = ['oura', 'garmin'];
  protected readonly headers = () => ({ Authorization: `Bearer ${this.#session.accessToken()}` });
  protected readonly inStudy = signal(false);
  protected readonly broken = signal(0);

  protected onChange({ detail }: JunctionConnectionsChangeEvent): void {
    this.broken.set(detail.connections.filter(({ status }) => status === 'error').length);
  }

  protected onDisconnect(event: JunctionDisconnectEvent): void {
    if (!this.inStudy()) return;
    event.preventDefault(); // The connection stays.
    this.#notice.set(`Your study needs ${event.detail.provider}`);
  }

  protected onDisconnected({ detail }: JunctionDisconnectedEvent): void {
    this.#notice.set(`Disconnected: ${detail.provider}`);
  }
}
