import { attempt } from '../attempt.js';
import { cleanText, shorten, withoutUserInfo } from './text.js';

/** The settings of a page for all its elements. A script or the script tag of the package sets them. Markup cannot. */
export interface PageSettings {
  /**
   * The addresses of the page's token endpoints, of any origin. They may be relative to the document. If the page lists one,
   * markup may name only addresses of the list, and `<junction-connect>` also those of `allowedOrigins`. An element that names
   * none uses the first.
   */
  readonly tokenEndpoints?: readonly string[];
  /**
   * The addresses of the page's connections endpoints. For `<junction-connections>` and its placeholders, the list has the same
   * effect as `tokenEndpoints`.
   */
  readonly connectionsEndpoints?: readonly string[];
  /**
   * Other origins, such as `https://api.example.com`, which attributes may name: in `token-endpoint`, `success-url`,
   * `exit-url` and `error-url`.
   */
  readonly allowedOrigins?: readonly string[];
}

/** The settings of the page. A set has each address only once. */
export type PageSettingsStore = { readonly [Name in keyof Required<PageSettings>]: Set<string> };

/**
 * The key of the store in the global object. All copies of this package in the page share the store, and they may have
 * different versions. So do not change the names of its fields.
 */
const storeKey = Symbol.for('junction-connect.page');

/** Returns the settings of the page. On a server there is no page, but the same modules run. */
export function pageSettings(): PageSettingsStore {
  // eslint-disable-next-line no-restricted-globals -- The store belongs to the global object, and not to the browser.
  const store = ((globalThis as { [storeKey]?: Record<string, Set<string>> })[storeKey] ??= {});
  for (const name of Object.keys(pageSettingTypes)) store[name] ??= new Set(); // Another version may lack a field.
  return store as PageSettingsStore;
}

/** Returns true for an http(s) URL without a user name and a password. It may be relative. */
const isAddress = (text: string): boolean => {
  const url = attempt(() => new URL(text, 'https://page.example'));
  return !!cleanText(text) && !!url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
};

/** Returns true for an http(s) origin, as browsers write it. */
const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && attempt(() => new URL(text).origin === text) === true;

/** A setting of the page. */
interface PageSetting {
  /** The attribute of the script tag that has it. */
  readonly attribute: string;
  /** A value for the site's owner to copy. */
  readonly example: string;
  readonly expected: string;
  readonly isValid: (text: string) => boolean;
}

const endpoints = { isValid: isAddress, expected: 'http(s) URLs' };

export const pageSettingTypes: Readonly<Record<keyof PageSettings, PageSetting>> = {
  tokenEndpoints: { ...endpoints, attribute: 'data-token-endpoints', example: '/api/link-token' },
  connectionsEndpoints: { ...endpoints, attribute: 'data-connections-endpoints', example: '/api/connections' },
  allowedOrigins: {
    attribute: 'data-allowed-origins',
    example: 'https://api.example.com',
    expected: 'origins without a path',
    isValid: isOrigin,
  },
};

/**
 * Adds to the settings of the page. Markup of strangers can pass a sanitizer, and can name an endpoint or a next page. So the
 * page says which ones are its own. Each launch reads the settings again, so a page can call this at any time.
 *
 * @throws TypeError for a setting that does not exist, and for a value that is not a valid list. Then nothing is added.
 */
export function configurePage(settings: PageSettings): void {
  const lists = Object.entries(settings) as [keyof PageSettings, unknown][];
  for (const [name, list] of lists) {
    if (!Object.hasOwn(pageSettingTypes, name))
      throw new TypeError(
        `configurePage: '${name}' is not a setting. Use ${Object.keys(pageSettingTypes).join(' or ')}`,
      );
    const { expected, example, isValid } = pageSettingTypes[name];
    const problem = `configurePage: ${name} must be a list of ${expected}, such as ${example}`;
    if (!Array.isArray(list)) throw new TypeError(problem);
    const position = list.findIndex((text) => typeof text !== 'string' || !isValid(text));
    if (position < 0) continue;
    const invalid = shorten(withoutUserInfo(String(list[position])));
    throw new TypeError(`${problem}. '${invalid}' is not valid`);
  }
  const store = pageSettings();
  for (const [name, list] of lists) for (const text of list as string[]) store[name].add(text);
}
