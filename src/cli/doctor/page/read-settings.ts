import { attempt } from '../../../link/attempt.js';
import {
  type Configuration,
  type LaunchMode,
  type Mode,
  readMode,
  type SettingName,
} from '../../../link/configuration/configuration.js';
import { configurePage, pageSettings, pageSettingTypes } from '../../../link/configuration/page-settings.js';
import type { SettingSource, SourceOf } from '../../../link/configuration/setting-source.js';
import { cleanText } from '../../../link/configuration/text.js';
import { readTokenEndpoint } from '../../../link/configuration/trusted-url.js';
import { type LaunchSettings, readLaunchSettings } from '../../../link/launch-settings.js';
import type { Platform } from '../../../link/platform.js';
import { returnRequestFields } from '../../../link/return/return-address.js';

/** The attribute of each setting. */
const attributes: Readonly<Record<SettingName, string>> = {
  tokenEndpoint: 'token-endpoint',
  method: 'method',
  credentials: 'credentials',
  csrfToken: 'csrf-token',
  csrfHeader: 'csrf-header',
  provider: 'provider',
  providers: 'providers',
  mode: 'mode',
  returnUrl: 'return-url',
  env: 'env',
  region: 'region',
  timeout: 'timeout',
  lastScreen: 'last-screen',
  successUrl: 'success-url',
  exitUrl: 'exit-url',
  errorUrl: 'error-url',
  dataLayer: 'data-layer',
};

const settingNames = Object.keys(attributes) as SettingName[];

/** What the element makes of its attributes. */
export interface Settings {
  readonly configuration: Configuration;
  readonly sourceOf: SourceOf;
  readonly mode: Mode;
}

/** An attribute that the element refuses. */
export interface RefusedSetting {
  readonly attribute: string;
  /** The message of the element. */
  readonly message: string;
}

/** Reads an attribute of the element, or `data-` with its name on a placeholder or a script tag. */
export type ReadAttribute = (name: string) => string | undefined;

/** A page, as the code of the element sees it. It is where the element's own code reads what the attributes mean. */
export const platformOf = (url: URL, baseUrl: URL, fetch?: Platform['fetch']): Platform => {
  const self = { origin: url.origin };
  const page = {
    document: { baseURI: baseUrl.href },
    location: { href: url.href },
    self,
    parent: self,
    globalThis: {},
  };
  return { ...page, fetch } as unknown as Platform;
};

/**
 * Takes over the lists of endpoints and origins from the script tags, in place of those of an earlier page.
 *
 * @returns what is wrong with items of the lists
 */
export function readPageLists(tags: readonly ReadonlyMap<string, string>[]): string[] {
  Object.values(pageSettings()).forEach((list) => list.clear());
  const problems: string[] = [];
  for (const tag of tags)
    for (const [setting, { attribute }] of Object.entries(pageSettingTypes))
      for (const item of cleanText(tag.get(attribute))
        .split(/[\s,]+/)
        .filter(Boolean))
        try {
          configurePage({ [setting]: [item] });
        } catch (error) {
          problems.push(`${attribute}: ${(error as Error).message.replace('configurePage: ', '')}`);
        }
  return problems;
}

/** Returns true when the page has a list of endpoints. */
export const hasEndpointList = (): boolean => pageSettings().tokenEndpoints.size > 0;

/**
 * Reads the settings of a button with the element's own code. It tries each attribute alone, so that it finds every attribute
 * that the element refuses, and not only the first one.
 *
 * @returns the settings without the refused attributes, and these attributes
 */
export function readSettings(
  read: ReadAttribute,
  source: SettingSource,
  platform: Platform,
): { settings: Settings; refused: RefusedSetting[] } {
  const empty = Object.fromEntries(settingNames.map((name) => [name, ''])) as unknown as Configuration;
  const pageUrl = platform.location.href;
  const refused: RefusedSetting[] = [];
  const accepted: Partial<Record<SettingName, string>> = {};
  for (const name of settingNames) {
    const value = read(attributes[name]) ?? '';
    const alone = { ...empty, tokenEndpoint: pageUrl, [name]: value };
    const sourceOf: SourceOf = (one) => (one === name ? source : 'page');
    try {
      readMode(alone);
      // Only a browser knows whether something covers the page, which `embed` asks.
      readLaunchSettings({ ...alone, mode: 'auto' }, sourceOf, platform);
      returnRequestFields('doctor', alone, platform);
      accepted[name] = value;
    } catch (error) {
      refused.push({ attribute: attributes[name], message: (error as Error).message });
    }
  }
  const configuration = { ...empty, ...accepted };
  return { settings: { configuration, sourceOf: () => source, mode: readMode(configuration) }, refused };
}

/** Returns the settings of a launch. Undefined without an endpoint that the element may ask. */
export const launchSettingsOf = (settings: Settings, platform: Platform): LaunchSettings | undefined =>
  attempt(() => readLaunchSettings({ ...settings.configuration, mode: 'auto' }, settings.sourceOf, platform));

/** Returns the address of the endpoint that the element would ask, or undefined. */
export const endpointOf = ({ configuration, sourceOf }: Settings, platform: Platform): URL | undefined =>
  attempt(() => readTokenEndpoint(configuration, sourceOf, platform));

/** Returns the ways in which this mode may launch Link. */
export const launchModesOf = (mode: Mode): readonly LaunchMode[] => (mode === 'auto' ? ['embed', 'popup'] : [mode]);
