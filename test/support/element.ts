import { fixture, html } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';

const eventTypes = ['junction-open', 'junction-success', 'junction-exit', 'junction-error'] as const;

export interface Harness {
  element: JunctionConnect;
  /** The events of the element that have reached the document, in order. */
  events: CustomEvent[];
  types: () => string[];
  button: () => HTMLButtonElement;
  message: () => string;
  /** The text that only screen readers say. */
  announcement: () => string;
  /** The link that opens hosted Link in a window, if it is there. */
  link: () => HTMLAnchorElement | null;
  /** Waits for the next event of a type. */
  next: (type: (typeof eventTypes)[number]) => Promise<CustomEvent>;
}

export const token = 'secret-token-0001';

/** Adds an element to the page. Without a template, the element gets its token from a function. */
export async function addElement(
  template = html`<junction-connect .fetchToken=${async () => token}></junction-connect>`,
): Promise<Harness> {
  const root = await fixture<HTMLElement>(template);
  const element = (
    root.localName === 'junction-connect' ? root : root.querySelector('junction-connect')
  ) as JunctionConnect;
  return harnessFor(element);
}

/** Returns the harness of an element in the page. */
export function harnessFor(element: JunctionConnect): Harness {
  const events: CustomEvent[] = [];
  const record = (event: Event) => {
    if (event.composedPath()[0] === element) events.push(event as CustomEvent);
  };
  eventTypes.forEach((type) => document.addEventListener(type, record, true));
  return {
    element,
    events,
    types: () => events.map(({ type }) => type),
    button: () => element.shadowRoot!.querySelector('button')!,
    message: () => element.shadowRoot!.querySelector('[part="message"]')!.textContent.trim(),
    announcement: () => element.shadowRoot!.querySelector('.announcement')!.textContent.trim(),
    link: () => element.shadowRoot!.querySelector<HTMLAnchorElement>('a[part="link"]'),
    next: (type) =>
      new Promise((resolve) =>
        element.addEventListener(type, (event) => resolve(event as CustomEvent), { once: true }),
      ),
  };
}

export { html };
