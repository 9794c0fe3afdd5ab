import { SettingsCopy } from './settings.js';

/** The time in which a script tag must have run, in milliseconds. */
const runTimeMs = 5000;

/** The element of a script tag, and the copy of the settings of the tag. */
interface ScriptElement {
  readonly element: HTMLElement;
  readonly settings: SettingsCopy;
}

/**
 * The elements of the script tags in the page. All copies of this script share the map, because each tag runs a copy of its
 * own, and only the first copy observes the page.
 */
const scriptElements = ((globalThis as Record<symbol, unknown>)[Symbol.for('junction-connect.scripts')] ??=
  new Map()) as Map<HTMLScriptElement, ScriptElement>;

/** The tags that were checked, and the tags that will be checked. */
const checkedScripts = new WeakSet<HTMLScriptElement>();

/**
 * Puts an element behind a script tag. If an element is there already, the tag runs again, as after a visit of Turbo, or in a
 * page that was saved with its elements. Then that element gets the settings of the tag.
 */
export function addElementAfter(script: HTMLScriptElement): void {
  const next = script.nextElementSibling;
  const element = (
    next?.localName === 'junction-connect' ? next : document.createElement('junction-connect')
  ) as HTMLElement;
  const settings = new SettingsCopy(script, element);
  settings.update();
  scriptElements.set(script, { element, settings });
  if (element !== next) script.after(element);
}

/**
 * Updates the elements of all script tags: they follow the attributes of their tags. A morph of the page removes an element
 * that the new markup does not have, and keeps the script tag. Then this puts the element back.
 */
export function updateScriptElements(): void {
  for (const [script, { element, settings }] of scriptElements) {
    if (!script.isConnected) {
      scriptElements.delete(script);
      continue;
    }
    settings.update();
    if (!element.isConnected) script.after(element);
  }
}

/**
 * Warns of each script tag with `data-token-endpoint` that does not run. The browser does not run a tag that `innerHTML` has
 * added, and a module does not know its own tag.
 */
export function warnOfScriptsWithoutElement(): void {
  for (const script of document.querySelectorAll<HTMLScriptElement>('body script[data-token-endpoint]')) {
    if (checkedScripts.has(script)) continue;
    checkedScripts.add(script);
    setTimeout(() => {
      if (script.isConnected && !scriptElements.has(script)) console.warn(notRun);
    }, runTimeMs);
  }
}

const notRun =
  'junction-connect: a <script data-token-endpoint> shows no button. Browsers do not run a tag that innerHTML has added, and a module does not know its place. Use <div data-junction-connect> there.';
