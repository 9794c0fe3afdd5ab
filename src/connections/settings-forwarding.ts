import type { SettingSource } from '../link/configuration/setting-source.js';
import { placeholderAttribute } from '../element/source-node.js';

/** The settings that each `<junction-connect>` in the list takes from the list, by the name of the property. */
const forwardedSettings = {
  tokenEndpoint: 'token-endpoint',
  mode: 'mode',
  method: 'method',
  credentials: 'credentials',
  csrfToken: 'csrf-token',
  csrfHeader: 'csrf-header',
  returnUrl: 'return-url',
  timeout: 'timeout',
  prefetch: 'prefetch',
} as const;

type ForwardedSetting = keyof typeof forwardedSettings;

/** An element with these properties. */
type WithSettings = HTMLElement & Record<ForwardedSetting, unknown>;

/** The values that each element last got. An unchanged value is not set again, so a property that the page has changed stays. */
const forwarded = new WeakMap<HTMLElement, Map<ForwardedSetting, { source: SettingSource; value: unknown }>>();

/**
 * Copies the settings of the list to an element in it. Each setting keeps its source: a value that a script has assigned is
 * assigned again, and a value from markup becomes an attribute. So markup of a stranger cannot do more through the list than on
 * `<junction-connect>`.
 */
export function forwardSettings(
  list: WithSettings,
  element: WithSettings,
  sourceOf: (setting: ForwardedSetting) => SettingSource,
): void {
  const known = forwarded.get(element) ?? new Map<ForwardedSetting, { source: SettingSource; value: unknown }>();
  forwarded.set(element, known);
  for (const [setting, attribute] of Object.entries(forwardedSettings) as [ForwardedSetting, string][]) {
    const source = sourceOf(setting);
    const value = source === 'page' ? list[setting] : list.getAttribute(attribute);
    const earlier = known.get(setting);
    if (earlier?.source === source && earlier.value === value) continue;
    known.set(setting, { source, value });
    if (source === 'page') Object.assign(element, { [setting]: value });
    else if (value === null) {
      element.removeAttribute(attribute);
      Object.assign(element, { [setting]: undefined }); // Restores the default, in place of a value that a script had assigned.
    } else element.setAttribute(attribute, String(value));
    if (source === 'placeholder') element.setAttribute(placeholderAttribute, '');
  }
}
