import { isPlatformServer } from '@angular/common';
import {
  Directive,
  ElementRef,
  inject,
  input,
  type OnChanges,
  type OnInit,
  PLATFORM_ID,
  type SimpleChanges,
} from '@angular/core';
import type { JunctionConnections } from 'junction-connect/connections';

/**
 * Makes the list known to templates, with the types of its properties. Add a line for each property that a template binds.
 *
 * Angular adds an element to the page before it sets the properties. The list would request the connections without them. So
 * the directive lets it wait.
 */
@Directive({ selector: 'junction-connections' })
export class JunctionConnectionsProperties implements OnChanges, OnInit {
  readonly disconnect = input<JunctionConnections['disconnect']>();
  readonly endpoint = input<JunctionConnections['endpoint']>();
  readonly headers = input<JunctionConnections['headers']>();
  readonly providers = input<JunctionConnections['providers']>();
  readonly tokenEndpoint = input<JunctionConnections['tokenEndpoint']>();

  readonly #element = inject<ElementRef<JunctionConnections>>(ElementRef).nativeElement;
  readonly #isServer = isPlatformServer(inject(PLATFORM_ID));

  constructor() {
    this.#element.toggleAttribute('defer-hydration', true);
  }

  ngOnChanges(changes: SimpleChanges): void {
    for (const [name, { currentValue }] of Object.entries(changes)) {
      Object.assign(this.#element, { [name]: currentValue });
    }
  }

  /** Starts the list when its properties are set and the template listens. On a server it keeps waiting. */
  ngOnInit(): void {
    this.#element.toggleAttribute('defer-hydration', this.#isServer);
  }
}
