import {
  Directive,
  ElementRef,
  inject,
  input,
  type OnChanges,
  type OnDestroy,
  type SimpleChanges,
} from '@angular/core';
import type { JunctionConnect } from 'junction-connect';

/**
 * Makes the element known to templates, with the types of its properties: a line for each that is bound somewhere.
 * Only what a template binds is handed on, so that attributes go on to work.
 */
@Directive({ selector: 'junction-connect' })
export class JunctionConnectProperties implements OnChanges, OnDestroy {
  readonly disabled = input<JunctionConnect['disabled']>();
  readonly fetchToken = input<JunctionConnect['fetchToken']>();
  readonly mode = input<JunctionConnect['mode']>();
  readonly providers = input<JunctionConnect['providers']>();

  readonly #element = inject<ElementRef<JunctionConnect>>(ElementRef).nativeElement;

  ngOnChanges(changes: SimpleChanges): void {
    for (const [name, { currentValue }] of Object.entries(changes)) {
      Object.assign(this.#element, { [name]: currentValue });
    }
  }

  /** Takes Link down while the template still listens: `junction-exit` would come too late by itself. */
  ngOnDestroy(): void {
    this.#element.close();
  }
}
