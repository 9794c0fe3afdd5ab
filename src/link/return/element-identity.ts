import { attempt } from '../attempt.js';
import type { Configuration } from '../configuration/configuration.js';
import { readOutcomeSettings } from '../configuration/outcome-settings.js';
import { parseProviders } from '../configuration/provider-slugs.js';
import { cleanText } from '../configuration/text.js';
import { readUrl } from '../configuration/url.js';
import type { Platform } from '../platform.js';

/** An element: its settings, and its `id`. */
export type IdentifiableElement = Configuration & { readonly id: string };

/**
 * Identifies an element, so that it can be found again in another page, or in this page after it was loaded again. It has
 * hashes instead of texts, because it is stored, and a provider's name must not be in a storage.
 */
export interface ElementIdentity {
  /** The hash of the `id`, or an empty text. */
  readonly id: string;
  /** The hash of `provider`. */
  readonly provider: string;
  /** The hash of the settings. */
  readonly settings: string;
  /** The number of elements with the same settings before this one in the page. */
  readonly place: number;
}

type Hashes = Omit<ElementIdentity, 'place'>;

/**
 * Returns the identity of an element.
 *
 * @param elements All elements of the page, in the order of the document.
 * @param salt The return key of the launch. With it, equal settings have another hash in each launch.
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
 * Finds an element by its identity: the one with the same `id` and the same provider, else the one with the same
 * settings. Of several with the same settings it returns the one at the same place. Returns undefined when there is none.
 *
 * @param elements All elements of the page, in the order of the document.
 */
export function findElement<Element extends IdentifiableElement>(
  elements: readonly Element[],
  identity: ElementIdentity,
  salt: string,
  platform: Platform,
): Element | undefined {
  const candidates = elements.map((element) => ({ element, ...hashesOf(element, salt, platform) }));
  const equal = candidates.filter(({ settings }) => settings === identity.settings);
  const named = candidates.filter(({ id, provider }) => id && id === identity.id && provider === identity.provider);
  // Copies of an element have its `id`, too.
  const found = named.length === 1 ? named : equal;
  return (found[Math.min(identity.place, found.length - 1)] ?? named[0])?.element;
}

function hashesOf(element: IdentifiableElement, salt: string, platform: Platform): Hashes {
  const { provider, nextPages } = readOutcomeSettings(element, platform);
  const endpoint = attempt(() => readUrl('token-endpoint', element.tokenEndpoint, platform).pathname);
  const settings = [
    provider,
    parseProviders(element.providers).sort(),
    cleanText(element.mode).toLowerCase(),
    endpoint,
    ...[nextPages.success, nextPages.exit, nextPages.error].map((page) => page?.pathname),
  ];
  return {
    id: element.id && hash([salt, element.id]),
    provider: hash([salt, provider]),
    settings: hash([salt, ...settings]),
  };
}

/**
 * Returns a hash of 32 bits (FNV-1a). It hides a text only from a reader who does not search for it. `crypto.subtle` has
 * better hashes, but returns them later, and is missing in pages without TLS.
 */
function hash(values: readonly unknown[]): string {
  let value = 0x811c9dc5;
  for (const character of JSON.stringify(values)) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return (value >>> 0).toString(36);
}
