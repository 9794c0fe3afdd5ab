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
  /** The hash of the addresses of the next pages, with their queries. */
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
  const own = hashesOf(element, element.id, salt, platform);
  const before = elements.slice(0, Math.max(elements.indexOf(element), 0));
  const place = before.filter((other) => hashesOf(other, other.id, salt, platform).settings === own.settings).length;
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
 * @param deferred The elements whose settings are not known yet, while `isComplete` is false. None of them is found. Another
 *   one is found only if no settings of these can make one of them the element that launched Link.
 */
export function findElement<Element extends IdentifiableElement>(
  elements: readonly Element[],
  identity: ElementIdentity,
  salt: string,
  platform: Platform,
  isComplete = true,
  deferred: ReadonlySet<Element> = new Set(),
): Element | undefined {
  const candidates = elements.map((element) => ({
    element,
    isDeferred: deferred.has(element),
    ...hashesOf(element, element.id, salt, platform),
  }));
  const equal = candidates.filter(({ isDeferred, settings }) => isDeferred || settings === identity.settings);
  const named = candidates.filter(
    ({ isDeferred, id, provider }) => id && id === identity.id && (isDeferred || provider === identity.provider),
  );
  // Several elements with the same `id` are copies. Then only their place can tell them apart.
  if (named.length === 1 && !named[0]!.isDeferred) return named[0]!.element;
  if (!isComplete) {
    const isUndecided = [...named, ...equal.slice(0, identity.place + 1)].some(({ isDeferred }) => isDeferred);
    return isUndecided ? undefined : equal[identity.place]?.element;
  }
  // An app may have chosen `mode` in a state that is lost when the page is loaded again.
  const others = candidates.filter(({ settingsWithoutMode }) => settingsWithoutMode === identity.settingsWithoutMode);
  const found = equal.length > 0 ? equal : others;
  return (found[Math.min(identity.place, found.length - 1)] ?? named[0])?.element;
}

/**
 * Returns true when an element has the next pages of the element that launched Link. Otherwise the page must not go on: another
 * element may have the same `id`, or differ only in the query of an address.
 *
 * @param salt The return key of the launch.
 */
export const hasSameNextPages = (
  configuration: Configuration,
  { nextPages }: ElementIdentity,
  salt: string,
  platform: Platform,
): boolean => hashNextPages(readNextPages(configuration, platform), salt) === nextPages;

/**
 * Returns true when an element has the settings of the element that launched Link, apart from `mode`. Only then may it launch
 * Link again without a press.
 *
 * @param salt The return key of the launch.
 */
export const hasSameSettings = (
  configuration: Configuration,
  { settingsWithoutMode }: ElementIdentity,
  salt: string,
  platform: Platform,
): boolean => hashesOf(configuration, '', salt, platform).settingsWithoutMode === settingsWithoutMode;

function hashesOf(element: Configuration, id: string, salt: string, platform: Platform): Hashes {
  const provider = readProvider(element);
  const nextPages = readNextPages(element, platform);
  const paths = [readAddress(element.tokenEndpoint, platform), ...nextPages].map((url) => url?.pathname);
  const settings = [provider, parseProviders(element.providers).sort(), ...paths];
  return {
    id: id && hash([salt, id]),
    provider: hash([salt, provider]),
    nextPages: hashNextPages(nextPages, salt),
    settings: hash([salt, ...settings, cleanText(element.mode).toLowerCase()]),
    settingsWithoutMode: hash([salt, ...settings]),
  };
}

const hashNextPages = (nextPages: readonly (URL | undefined)[], salt: string) =>
  hash([salt, ...nextPages.map((url) => url?.href)]);

const readNextPages = (configuration: Configuration, platform: Platform) =>
  outcomeTypes.map((type) => readAddress(configuration[`${type}Url`], platform));

/** Returns undefined when the address is missing or invalid. */
const readAddress = (address: unknown, platform: Platform): URL | undefined =>
  cleanText(address) ? attempt(() => readUrl('', address, platform)) : undefined;

/**
 * Returns a hash of 32 bits (FNV-1a). Somebody who reads the storage does not see the text, but can find it by hashing each
 * possible text. `crypto.subtle` has better hashes, but it is asynchronous, and is missing in pages without TLS.
 */
function hash(values: readonly unknown[]): string {
  let value = 0x811c9dc5;
  for (const character of JSON.stringify(values)) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return (value >>> 0).toString(36);
}
