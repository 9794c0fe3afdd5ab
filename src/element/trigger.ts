/** Selects the controls that a person can move the focus to. */
const focusable = 'a[href], button:enabled, input:enabled, [tabindex]';

/** Returns what the page has put into the slot `trigger` in place of our button. */
export function slottedTrigger(element: HTMLElement): HTMLElement | undefined {
  const slot = element.shadowRoot?.querySelector<HTMLSlotElement>('slot[name=trigger]');
  // In a placeholder, another slot is in this slot, and the page's own control is in that one.
  const [trigger] = (slot?.assignedElements({ flatten: true }) ?? []) as HTMLElement[];
  return trigger;
}

/** Returns the control in what the page has put into the slot, or the whole of it if no control is found. */
const controlIn = (trigger: HTMLElement): HTMLElement =>
  trigger.matches(focusable) ? trigger : (trigger.querySelector<HTMLElement>(focusable) ?? trigger);

/** Moves the focus to the page's own control: to what is in the slot, or to a control inside of it. */
export function focusTrigger(trigger: HTMLElement, options?: FocusOptions): void {
  trigger.focus(options);
  if (!trigger.matches(':focus-within')) trigger.querySelector<HTMLElement>(focusable)?.focus(options);
}

/**
 * Sets `aria-disabled` on the page's own control while the element is disabled, and restores the page's value afterwards.
 */
export class TriggerDisabler {
  #control: HTMLElement | undefined;
  /** The value of `aria-disabled` before, or null. */
  #before: string | null = null;

  /** Marks the control in what the slot has. Undefined marks nothing. Restores what the page had set on another control. */
  update(trigger: HTMLElement | undefined): void {
    const control = trigger && controlIn(trigger);
    if (control === this.#control) return;
    this.#restore();
    if (!control) return;
    this.#control = control;
    this.#before = control.getAttribute('aria-disabled');
    control.setAttribute('aria-disabled', 'true');
  }

  #restore(): void {
    const control = this.#control;
    this.#control = undefined;
    if (control?.getAttribute('aria-disabled') !== 'true') return; // The page has changed it meanwhile.
    if (this.#before === null) control.removeAttribute('aria-disabled');
    else control.setAttribute('aria-disabled', this.#before);
  }
}
