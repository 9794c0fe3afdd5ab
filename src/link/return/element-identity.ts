import { attempt } from '../attempt.js';
import type { Configuration } from '../configuration/configuration.js';
import { outcomeTypes, readProvider } from '../configuration/outcome-settings.js';
import { parseProviders } from '../configuration/provider-slugs.js';
import { cleanText } from '../configuration/text.js';
import { readUrl } from '../configuration/url.js';
import type { Platform } from '../platform.js';

/** An element: its settings, and its `id`. */
export type IdentifiableElement = Configuration & { readonly id: string };

/**
 * Identifies an element, so that it can be found again in another page, or in this page after it was loaded again. It is
 * stored, and a storage must not contain the name of a provider. So it has hashes instead of texts.
 */
export interface ElementIdentity {
  /** The hash of the `id`, or an empty text. */
  readonly id: string;
  /** The hash of `provider`. */
  readonly provider: string;
  /** The hash of the paths of the next pages. */
  readonly nextPages: string;
  /** The hash of the settings. */
  readonly settings: string;
  /** The hash of the settings without `mode`. */
  readonly settingsWithoutMode: string;
  /** The number of elements with the same settings before this one in the page. */
  readonly place: number;
}

type Hashes = Omit<ElementIdentity, 'place'>;

/**
 * Returns the identity of an element.
 *
 * @param elements All elements of the page, in the order of the document.
 * @param salt The return key of the launch. It makes the hashes of equal settings different in each launch.
 */
export function identifyElement<Element extends IdentifiableElement>(
  element: Element,
  elements: readonly Element[],
  salt: string,
  platform: Platform,
): ElementIdentity {
  const own = hashesOf(element, salt, platform);
  const before = elements.slice(0, Math.max(elements.indexOf(element), 0));
  const place = before.filter((other) => hashesOf(other, salt, platform).settings === own.settings).length;
  return { ...own, place };
}

/**
 * Finds an element by its identity. Returns the element with the same `id` and the same provider, else the element with the
 * same settings, else the element with the same settings except `mode`. If several elements match, returns the one at the
 * same place among them. Returns undefined when there is none.
 *
 * @param elements All elements of the page, in the order of the document.
 * @param isComplete False while the page may still add elements. Then an element with the same settings at another place
 *   does not count.
 */
export function findElement<Element extends IdentifiableElement>(
  elements: readonly Element[],
  identity: ElementIdentity,
  salt: string,
  platform: Platform,
  isComplete = true,
): Element | undefined {
  const candidates = elements.map((element) => ({ element, ...hashesOf(element, salt, platform) }));
  const equal = candidates.filter(({ settings }) => settings === identity.settings);
  const named = candidates.filter(({ id, provider }) => id && id === identity.id && provider === identity.provider);
  // Several elements with the same `id` are copies. Then only their place can tell them apart.
  if (named.length === 1) return named[0]!.element;
  if (!isComplete) return equal[identity.place]?.element;
  // An app may have chosen `mode` in a state that is lost when the page is loaded again.
  const others = candidates.filter(({ settingsWithoutMode }) => settingsWithoutMode === identity.settingsWithoutMode);
  const found = equal.length > 0 ? equal : others;
  return (found[Math.min(identity.place, found.length - 1)] ?? named[0])?.element;
}

/**
 * Returns true when an element has the next pages of the element that launched Link. Only their paths count, because their
 * queries may change from page to page.
 *
 * @param salt The return key of the launch.
 */
export const hasSameNextPages = (
  configuration: Configuration,
  identity: ElementIdentity,
  salt: string,
  platform: Platform,
): boolean => hash([salt, ...nextPagePaths(configuration, platform)]) === identity.nextPages;

function hashesOf(element: IdentifiableElement, salt: string, platform: Platform): Hashes {
  const provider = readProvider(element);
  const nextPages = nextPagePaths(element, platform);
  const endpoint = readPath(element.tokenEndpoint, platform);
  const settings = [provider, parseProviders(element.providers).sort(), endpoint, ...nextPages];
  return {
    id: element.id && hash([salt, element.id]),
    provider: hash([salt, provider]),
    nextPages: hash([salt, ...nextPages]),
    settings: hash([salt, ...settings, cleanText(element.mode).toLowerCase()]),
    settingsWithoutMode: hash([salt, ...settings]),
  };
}

const nextPagePaths = (configuration: Configuration, platform: Platform) =>
  outcomeTypes.map((type) => readPath(configuration[`${type}Url`], platform));

/** Returns the path of an address, or undefined when the address is missing or invalid. */
const readPath = (address: unknown, platform: Platform): string | undefined =>
  cleanText(address) ? attempt(() => readUrl('', address, platform).pathname) : undefined;

/**
 * Returns a hash of 32 bits (FNV-1a). Somebody who reads the storage does not see the text, but can find it by hashing each
 * possible text. `crypto.subtle` has better hashes, but it is asynchronous, and is missing in pages without TLS.
 */
function hash(values: readonly unknown[]): string {
  let value = 0x811c9dc5;
  for (const character of JSON.stringify(values)) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return (value >>> 0).toString(36);
}
