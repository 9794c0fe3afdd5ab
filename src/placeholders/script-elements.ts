import { checkLater } from '../element/check-later.js';
import { setSourceNode } from '../element/source-node.js';
import { unshadowed } from '../link/unshadowed.js';
import { SettingsCopy, settingNames } from './settings.js';

/** The time after `load` in which a classic script tag must have run, in milliseconds. */
const runDeadlineMs = 5000;

/** The element of a script tag, and the copy of the settings of the tag. */
interface ScriptElement {
  readonly element: HTMLElement;
  readonly settings: SettingsCopy;
}

/**
 * The elements of the script tags, and null for a tag that may never show one. All copies of this script share the map, because
 * each tag runs a copy of its own, and one copy observes the page for the others.
 */
const scriptElements = ((globalThis as Record<symbol, unknown>)[Symbol.for('junction-connect.scripts')] ??=
  new WeakMap()) as WeakMap<HTMLScriptElement, ScriptElement | null>;

/** What an editor or a library may put between a script tag and its element. */
const betweenTags = 'br, link, p:empty, style, template, script:not([data-token-endpoint])';

/**
 * Adds an element after a script tag. If the element is there already, the tag has run before: for example before a visit of
 * Turbo, or before the page was saved with its elements. Then that element gets the settings of the tag.
 */
export function addElementAfter(script: HTMLScriptElement): void {
  const known = scriptElements.get(script)?.element;
  const present = known?.isConnected ? known : findElementAfter(script);
  const element = present ?? unshadowed(document).createElement('junction-connect');
  const settings = new SettingsCopy(script, element);
  settings.update();
  setSourceNode(element, script);
  scriptElements.set(script, { element, settings });
  if (!present) script.after(element);
}

/** Returns the element that an earlier run of the tag has added. Such an element has only settings, and no content. */
function findElementAfter(script: Element): HTMLElement | undefined {
  let next = script.nextElementSibling;
  while (next?.matches(betweenTags)) next = next.nextElementSibling;
  if (next?.localName !== 'junction-connect' || next.firstChild) return undefined;
  const names = settingNames(next.localName);
  return next.getAttributeNames().every((name) => names.includes(name)) ? (next as HTMLElement) : undefined;
}

/**
 * Updates the elements of all script tags: they follow the attributes of their tags. A morph of the page removes an element
 * that the new markup does not have, and keeps the script tag. Then this puts the element back.
 */
export function updateScriptElements(): void {
  for (const script of findScripts('[data-token-endpoint]')) {
    const { element, settings } = scriptElements.get(script) ?? {};
    settings?.update();
    if (element && !element.isConnected) script.after(element);
  }
}

/** The tags that show no button. A tag that may still run has more time. A module never shows one. */
const silentTags = [
  {
    selector: 'body [data-token-endpoint]:not([type])',
    reason: 'Browsers do not run a tag that innerHTML has added',
    delayMs: runDeadlineMs,
  },
  {
    selector: '[data-token-endpoint][type=module]',
    reason: 'A module (type="module") does not know its place, in <head> or elsewhere',
    delayMs: undefined,
  },
];

/**
 * Warns of each script tag that does not run. The browser does not run a tag that `innerHTML` has added, and a module does not
 * know its own tag. A tag of another type gets no warning: a consent manager may change the type later.
 */
export function warnOfScriptsThatDoNotRun(): void {
  for (const { selector, reason, delayMs } of silentTags) {
    for (const script of findScripts(selector)) {
      if (scriptElements.has(script)) continue;
      scriptElements.set(script, null);
      checkLater(() => {
        const isCopy = findElementAfter(script); // A copy of a tag does not run, but its element was copied, too.
        const isStillThere = script.isConnected && script.matches(selector);
        if (isStillThere && !scriptElements.get(script) && !isCopy)
          console.warn(
            `junction-connect: a <script data-token-endpoint> shows no button. ${reason}. Use <div data-junction-connect> where the button belongs.`,
          );
      }, delayMs);
    }
  }
}

const findScripts = (selector: string): HTMLScriptElement[] =>
  [...unshadowed(document).querySelectorAll(selector)].filter((node) => node instanceof HTMLScriptElement);
