import { attempt } from '../attempt.js';
import { framePermissionError } from '../errors.js';
import type { Platform } from '../platform.js';
import { unshadowed } from '../unshadowed.js';

/** The part of a window that a page of another site can read, and `frameElement`. */
type FramedWindow = Pick<Window, 'frameElement' | 'parent' | 'self'>;

/**
 * Returns true in a frame whose sandbox lacks `allow-forms`. There no form sends anything, and so no form of an embedded Link.
 * In WebKit, the result is true only if the page can read the attributes of its frame.
 */
export const blocksForms = (platform: Platform): boolean =>
  platform.parent !== platform.self && (!submitsForms(platform.document) || lacksPermission('allow-forms', platform));

/**
 * Closes an empty window and throws when no form would send anything in it. A window has the sandbox of its opener, unless the
 * sandbox has `allow-popups-to-escape-sandbox`. Only in Chromium does the empty window show that it has the sandbox. (In
 * Firefox 153, the sandbox comes later.) In other browsers, the page must be able to read the attributes of its frame.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function checkForms(emptyWindow: Window, platform: Platform): void {
  if (!blocksForms(platform)) return;
  if (submitsForms(emptyWindow.document) && !lacksPermission('allow-popups-to-escape-sandbox', platform)) return;
  emptyWindow.close();
  throw framePermissionError('allow-forms');
}

/** The documents of which it is known whether they submit forms. */
const knownResults = new WeakMap<Document, boolean>();

/** Returns true when a document submits forms. It tries that once: browsers write a line to the console when the sandbox stops it. */
function submitsForms(document: Document): boolean {
  const result = knownResults.get(document) ?? submitsProbe(document);
  knownResults.set(document, result);
  return result;
}

/**
 * Returns false when the sandbox of a document stops its forms. To find out, it submits a form of its own. If the sandbox stops
 * the form, the browser does not dispatch `submit` (https://html.spec.whatwg.org/#form-submission-algorithm). But WebKit (2.50)
 * dispatches it, and stops the form later. The form is in a shadow root, so that scripts of the page do not get the event.
 */
function submitsProbe(document: Document): boolean {
  const page = unshadowed(document);
  const host = page.createElement('junction-connect-probe');
  const form = page.createElement('form');
  let hasEvent = false;
  form.addEventListener('submit', (event) => {
    hasEvent = true;
    event.preventDefault();
  });
  const hasRun = attempt(() => {
    host.attachShadow({ mode: 'closed' }).append(form);
    page.documentElement.append(host);
    form.requestSubmit();
    return true;
  });
  host.remove();
  return hasEvent || !hasRun;
}

/** Returns true when a frame around the page is known to lack a permission. A frame of another site hides its attributes. */
function lacksPermission(permission: string, platform: FramedWindow): boolean {
  for (let window = platform; window.parent !== window.self; window = window.parent) {
    const frame = attempt(() => window.frameElement as HTMLIFrameElement | null);
    if (frame?.hasAttribute('sandbox') && !frame.sandbox.contains(permission)) return true;
  }
  return false;
}
