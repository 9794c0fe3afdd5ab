import { Injectable, signal } from '@angular/core';

/** The text that the app shows to the person. */
@Injectable({ providedIn: 'root' })
export class Notice {
  readonly text = signal('');
}
