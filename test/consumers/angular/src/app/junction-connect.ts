import { isPlatformServer } from '@angular/common';
import {
  Directive,
  ElementRef,
  inject,
  input,
  type OnChanges,
  type OnDestroy,
  type OnInit,
  PLATFORM_ID,
  type SimpleChanges,
} from '@angular/core';
import type { JunctionConnect } from 'junction-connect';

/**
 * Makes the element known to templates, with the types of its properties. Add a line for each property that a template
 * binds. The directive sets only the properties that a template binds, so that attributes still work.
 */
@Directive({ selector: 'junction-connect' })
export class JunctionConnectProperties implements OnChanges, OnInit, OnDestroy {
  readonly connected = input<JunctionConnect['connected'] | null>();
  readonly disabled = input<JunctionConnect['disabled']>();
  readonly fetchToken = input<JunctionConnect['fetchToken']>();
  readonly messages = input<JunctionConnect['messages']>();
  readonly mode = input<JunctionConnect['mode']>();
  readonly providers = input<JunctionConnect['providers']>();

  readonly #element = inject<ElementRef<JunctionConnect>>(ElementRef).nativeElement;
  readonly #isServer = isPlatformServer(inject(PLATFORM_ID));

  ngOnChanges(changes: SimpleChanges): void {
    for (const [name, { currentValue }] of Object.entries(changes)) {
      Object.assign(this.#element, { [name]: currentValue });
    }
  }

  /** Lets an element that a server has rendered wait until its properties are set and the template listens. */
  ngOnInit(): void {
    this.#element.toggleAttribute('defer-hydration', this.#isServer);
  }

  /** Closes Link while the template still listens. Otherwise `junction-exit` would come too late. */
  ngOnDestroy(): void {
    if (!this.#isServer) this.#element.close();
  }
}
