import { Injectable, signal } from '@angular/core';

/** What the app tells the person. */
@Injectable({ providedIn: 'root' })
export class Notice {
  readonly text = signal('');
}
