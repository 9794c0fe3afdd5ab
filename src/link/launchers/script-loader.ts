import { attempt } from '../attempt.js';
import { JunctionConnectError } from '../errors.js';
import { linkScriptUrl } from '../link-location.js';
import type { Platform } from '../platform.js';
import { unshadowed } from '../unshadowed.js';
import { trustedScriptUrl } from './trusted-script-url.js';

/**
 * The time for which a launch waits for a tag of the page before it adds a tag of its own beside it, in milliseconds. The
 * page's tag may have failed already, and browsers do not report that for every tag.
 */
const foreignTagMs = 1000;

/** Matches the `type` of a script tag that the browser runs. A consent tool uses another type to hold a tag back. */
const runnableType = /^(|module|(text|application)\/(x-)?(java|ecma)script)$/i;

/** A tag that loads Link's script. The promise rejects when it fails. */
interface LoadingTag {
  readonly tag: HTMLScriptElement;
  readonly loaded: Promise<void>;
}

/** The tag that a launch has added, while it loads. All elements share it. */
let ownTag: LoadingTag | undefined;

/** The tag that a prefetch has added, while it loads. */
let prefetchTag: LoadingTag | undefined;

/** The addresses of Link's script that were prefetched. A page prefetches each only once, also after a failure. */
const prefetchedUrls = new Set<string>();

/** Tags for which no launch waits: our tags that have loaded or failed, and tags of the page that did not load in time. */
const uselessTags = new WeakSet<HTMLScriptElement>();

/**
 * Returns true when Link's script has run. An element with id="Vital" is a property of the window, too, but has no
 * `create()`.
 */
const hasVital = ({ Vital }: Platform) => typeof (Vital as { create?: unknown } | undefined)?.create === 'function';

const unavailable = (advice: string) =>
  new JunctionConnectError(
    'link_unavailable',
    `Link's script did not load from ${new URL(linkScriptUrl()).origin}. ${advice}`,
  );

const loadAdvice =
  'Check that this address answers, and allow it in Content-Security-Policy (script-src) and in content blockers. Or use mode="popup"';

/**
 * Loads the script that defines `window.Vital`, once for the page. If the page has a tag for that script, waits for it while
 * it can still load. Otherwise adds a tag. After a failure that tag is removed, and the next call loads the script again.
 *
 * @throws JunctionConnectError `link_unavailable` when the script fails or the signal's timeout ends. After another abort,
 *   throws the signal's reason.
 */
export async function loadLinkScript(
  nonce: string | undefined,
  signal: AbortSignal,
  platform: Platform,
): Promise<void> {
  if (hasVital(platform)) return;
  await new Promise<void>((resolve, reject) => {
    const onAbort = () => {
      const reason = signal.reason as Error;
      // A timeout removes our tags. Another abort leaves them: other elements may be waiting for them.
      if (hasVital(platform)) return resolve();
      if (reason.name !== 'TimeoutError') return reject(reason);
      removeTags();
      reject(unavailable(loadAdvice));
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else
      loadFromAnyTag(nonce, signal, platform)
        .finally(() => signal.removeEventListener('abort', onAbort))
        .then(resolve, reject);
  });
}

/**
 * Adds the tag for Link's script before a launch needs it. The request has no `Referer`. Reports no failure: the next launch loads
 * the script again, and reports what is wrong. Does nothing if the script has run, if a tag for it is loading, or if this
 * address was prefetched before.
 */
export function prefetchLinkScript(nonce: string | undefined, platform: Platform): void {
  if (!needsPrefetch(platform)) return;
  prefetchedUrls.add(linkScriptUrl());
  attempt(() => {
    // Before a press, Junction need not know the page. Junction does not document whether its server needs a referrer. If this
    // request fails, the launch sends another one, with a referrer.
    prefetchTag = addTag(nonce, platform, { referrerPolicy: 'no-referrer' });
    prefetchTag.loaded.catch(() => {});
  });
}

/** Returns false when the script has run, when a tag for it is loading, and when its address was prefetched before. */
export const needsPrefetch = (platform: Platform): boolean =>
  !hasVital(platform) && !prefetchedUrls.has(linkScriptUrl()) && !findForeignTag(platform) && !ownTag;

/**
 * Waits for a prefetch, and then for the page's tag, if it can still load. If it does not load soon, also loads the script by our
 * own tag.
 */
async function loadFromAnyTag(nonce: string | undefined, signal: AbortSignal, platform: Platform): Promise<void> {
  // No other tag beside a prefetch that takes long: the browser answers both by the same request.
  if (prefetchTag) await prefetchTag.loaded.catch(() => {});
  if (signal.aborted || hasVital(platform)) return;
  const foreignTag = findForeignTag(platform);
  if (!foreignTag) return loadFromOwnTag(nonce, platform);
  const foreignLoaded = whenLoaded(foreignTag, platform);
  await settledWithin(foreignTagMs, foreignLoaded, signal, platform);
  if (signal.aborted || hasVital(platform)) return;
  uselessTags.add(foreignTag);
  // The page's tag may have failed because of its own attributes, such as `integrity`. Or ours fails, because only the page's
  // tag has the nonce. So the first one that loads counts.
  await Promise.any([loadFromOwnTag(nonce, platform), foreignLoaded]).catch(
    ({ errors: [ownError] }: AggregateError) => {
      throw ownError;
    },
  );
}

/** Returns a tag of the page for Link's script that may still load. Returns undefined while a tag of ours loads. */
function findForeignTag({ document, performance }: Platform): HTMLScriptElement | undefined {
  const url = linkScriptUrl();
  if (ownTag?.tag.src !== url) ownTag = undefined; // `configureLink` has changed the address.
  if (prefetchTag?.tag.src !== url) prefetchTag = undefined;
  // The browser makes a performance entry when a tag has loaded or has failed.
  const hasEnded = attempt(() => performance.getEntriesByName(url, 'resource').length > 0); // jsdom has no such function.
  if (ownTag || prefetchTag || hasEnded) return undefined;
  const page = unshadowed(document);
  return [...page.querySelectorAll('script')].find((tag) => {
    const { async, noModule, src, type } = tag;
    const runs = runnableType.test(type.trim()) && (type === 'module' || !noModule);
    // Before the `load` event of the page, the browser has waited for every tag of the page that is not `async`.
    const isOver = !async && page.readyState === 'complete';
    return src === url && runs && !isOver && !uselessTags.has(tag);
  });
}

/** Loads the script by our own tag, which all elements share. */
async function loadFromOwnTag(nonce: string | undefined, platform: Platform): Promise<void> {
  ownTag ??= addTag(nonce, platform);
  await ownTag.loaded;
}

function addTag(
  nonce: string | undefined,
  platform: Platform,
  attributes: Partial<Pick<HTMLScriptElement, 'referrerPolicy'>> = {},
): LoadingTag {
  const page = unshadowed(platform.document);
  const tag = Object.assign(page.createElement('script'), attributes);
  tag.nonce = nonce ?? '';
  try {
    tag.src = trustedScriptUrl(linkScriptUrl(), platform);
  } catch {
    throw unavailable('Add junction-connect to trusted-types in Content-Security-Policy, or use mode="popup"');
  }
  const loaded = whenLoaded(tag, platform, (isLoaded) => {
    uselessTags.add(tag);
    if (!isLoaded) tag.remove();
    if (ownTag?.tag === tag) ownTag = undefined;
    if (prefetchTag?.tag === tag) prefetchTag = undefined;
  });
  try {
    (page.head ?? page.documentElement).append(tag);
  } catch {
    throw unavailable(loadAdvice); // A script of the page has replaced the function.
  }
  return { tag, loaded };
}

function removeTags(): void {
  for (const loading of [ownTag, prefetchTag]) loading?.tag.remove();
  ownTag = prefetchTag = undefined;
}

/**
 * Returns a promise that resolves when a tag has defined `window.Vital`, and rejects when the tag has failed.
 *
 * @param onEnd Called in both cases, before the promise settles
 */
const whenLoaded = (tag: HTMLScriptElement, platform: Platform, onEnd?: (isLoaded: boolean) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (isLoaded: boolean) => {
      onEnd?.(isLoaded);
      if (isLoaded) resolve();
      else reject(unavailable(loadAdvice));
    };
    tag.addEventListener('load', () => end(hasVital(platform)));
    tag.addEventListener('error', () => end(false));
  });

/** Waits until the promise has settled, the time is over, or the signal is aborted. */
async function settledWithin(ms: number, promise: Promise<void>, signal: AbortSignal, platform: Platform) {
  let timer: ReturnType<Platform['setTimeout']> | undefined;
  await new Promise<void>((resolve) => {
    const end = () => resolve();
    timer = platform.setTimeout(end, ms);
    signal.addEventListener('abort', end);
    promise.then(end, end);
  });
  platform.clearTimeout(timer);
}
