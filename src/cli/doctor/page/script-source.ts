import { attempt } from '../../../link/attempt.js';
import type { Tag } from './read-page.js';

/** Where the code of a script tag is. */
export interface LocatedScript {
  readonly tag: Tag;
  /** The address of the script. Undefined for an inline script. */
  readonly url: URL | undefined;
  /** The code of an inline script. */
  readonly text: string;
  /** True when a plugin or a consent banner lets the browser run the tag later. */
  readonly isDelayed: boolean;
}

/** Matches types with which WP Rocket, LiteSpeed, Perfmatters and Cloudflare's Rocket Loader delay scripts. */
const delayedType =
  /^(rocketlazyloadscript|litespeed\/javascript|pmdelayedscript|[\da-f]+-(module|(text|application)\/javascript))$/i;

/** Matches attributes that hold the address until then, such as `data-src`, `data-rocket-src` and `data-litespeed-src`. */
const delayedAddress = /^data-([\w-]+-)?src$/;

/** Returns where the code of a script tag is. Undefined when its address is invalid. */
export function sourceOf(tag: Tag, baseUrl: URL): LocatedScript | undefined {
  const { attributes, text } = tag;
  const later = [...attributes].find(([name, value]) => delayedAddress.test(name) && value.trim())?.[1];
  const address = (attributes.get('src') ?? later)?.trim();
  const isDelayed = delayedType.test(typeOf(tag)) || (!attributes.has('src') && later !== undefined);
  if (address === undefined) return { tag, url: undefined, text, isDelayed };
  const url = attempt(() => new URL(address, baseUrl));
  if (!url) return undefined;
  // Some plugins move the code of an inline script into such an address.
  if (url.protocol === 'data:') return { tag, url: undefined, text: textOfData(url), isDelayed };
  return { tag, url, text: '', isDelayed };
}

/** Returns the type of a script tag in small letters. Empty without one. */
export const typeOf = ({ attributes }: Tag): string => attributes.get('type')?.trim().toLowerCase() ?? '';

/** Returns true for a tag whose content is code, and not data such as an import map. */
export const isCode = ({ tag, isDelayed }: LocatedScript): boolean =>
  isDelayed || typeOf(tag) === '' || typeOf(tag) === 'module' || isJavaScript(typeOf(tag));

/** Returns true for a type that browsers run. */
export const isJavaScript = (type: string): boolean => /^(text|application)\/(x-)?(java|ecma)script$/.test(type);

function textOfData({ href }: URL): string {
  const [, parameters = '', data = ''] = /^data:([^,]*),([^#]*)/.exec(href) ?? [];
  const text = attempt(() => decodeURIComponent(data)) ?? data;
  return /;\s*base64\s*$/i.test(parameters) ? Buffer.from(text, 'base64').toString() : text;
}
