import { attempt } from '../link/attempt.js';

/** The time for which a pointer must rest on a control, in milliseconds. A pointer that only crosses it is gone earlier. */
const restMs = 65;

/** The callback of each element, and of its shadow root once a pointer has reached the element. */
const callbacks = new WeakMap<EventTarget, () => void>();

/** The documents and shadow roots that have the listeners. */
const watchedRoots = new WeakSet<Node>();

/** The timer that runs between a sign and the callback. A person can be about to press only one control at a time. */
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Calls `onIntent` when a person seems about to press a control of the element, or a control in its slot. The signs are: a
 * pointer rests on the control, a mouse button or a finger goes down on it, or the keyboard moves the focus to it. May call it
 * several times. Call `watchIntent` each time the element is connected.
 *
 * The listeners are on the root node, once for all elements: with listeners on each element, pages with hundreds of elements
 * become noticeably slower.
 */
export function watchIntent(element: HTMLElement, onIntent: () => void): void {
  callbacks.set(element, onIntent);
  addListeners(element.getRootNode());
}

function addListeners(root: Node): void {
  if (watchedRoots.has(root)) return;
  watchedRoots.add(root);
  for (const type of ['pointerover', 'pointerout', 'pointerdown', 'touchstart', 'keyup'])
    root.addEventListener(type, handleEvent, { capture: true, passive: true });
}

function handleEvent(event: Event): void {
  const path = event.composedPath();
  const watchedIndex = path.findIndex((target) => callbacks.has(target));
  const watched = path[watchedIndex];
  if (watched) watchShadowRoot(watched as HTMLElement);
  const hasPointerMoved = event.type === 'pointerover' || event.type === 'pointerout';
  const isSign = isOnControl(path.slice(0, Math.max(watchedIndex, 0))) && isSignOfIntent(event);
  if (isSign || hasPointerMoved) clearTimeout(timer);
  if (!isSign) return;
  const onIntent = callbacks.get(watched!)!;
  // The callback runs after the event, so that it cannot slow down what the person is doing.
  timer = setTimeout(() => attempt(onIntent), event.type === 'pointerover' ? restMs : 0);
}

/** Adds the listeners to the shadow root of an element. The events of a pointer that moves within the root do not leave it. */
function watchShadowRoot(element: HTMLElement): void {
  const root = element.shadowRoot;
  if (!root) return; // It is the shadow root itself.
  callbacks.set(root, callbacks.get(element)!);
  addListeners(root);
}

/** Returns true when one of the nodes of an element can have the focus. */
const isOnControl = (nodes: EventTarget[]): boolean =>
  nodes.some((target) => (target as Partial<HTMLElement>).tabIndex! >= 0);

/**
 * Returns true for an event with which a person comes to a control. A finger does not hover: it goes down at once. When the
 * keyboard has moved the focus, the key goes up on the control. The event `focusin` also comes when a script moves the focus.
 */
const isSignOfIntent = (event: Event): boolean =>
  event.type === 'pointerover' ? (event as PointerEvent).pointerType !== 'touch' : event.type !== 'pointerout';
