import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import type { JunctionErrorEvent, JunctionExitEvent, JunctionSuccessEvent, Mode } from 'junction-connect';
import { map } from 'rxjs';
import { JunctionConnectProperties } from './junction-connect';
import { LinkTokens } from './link-tokens';
import { Notice } from './notice';
import { Session } from './session';

@Component({
  selector: 'app-devices-page',
  imports: [ReactiveFormsModule, JunctionConnectProperties],
  templateUrl: './devices-page.html',
})
export class DevicesPage {
  readonly #notice = inject(Notice).text;

  protected readonly session = inject(Session);
  protected readonly fetchToken = inject(LinkTokens).fetchToken;

  protected readonly form = inject(NonNullableFormBuilder).group({
    consent: false,
    onlyWearables: false,
    mode: 'auto' as Mode,
  });

  protected readonly wishes = toSignal(this.form.valueChanges.pipe(map(() => this.form.getRawValue())), {
    initialValue: this.form.getRawValue(),
  });
  protected readonly providers = computed(() =>
    this.wishes().onlyWearables ? ['oura', 'garmin'] : ['oura', 'garmin', 'peloton'],
  );

  protected onFilter(): void {
    this.#notice.set(`${this.providers().length} kinds of devices`);
  }

  protected onOpen(): void {
    this.#notice.set('Connecting…');
  }

  protected onSuccess({ detail }: JunctionSuccessEvent): void {
    this.#notice.set(`Connected: ${detail.provider ?? 'a device'}`);
  }

  protected onExit({ detail }: JunctionExitEvent): void {
    this.#notice.set(detail.reason === 'user' ? 'Nothing was connected.' : 'Connecting was interrupted.');
  }

  protected onError({ detail }: JunctionErrorEvent): void {
    this.#notice.set(`That did not work: ${detail.error.code}`);
  }
}
