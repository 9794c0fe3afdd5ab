import { attempt } from '../../../link/attempt.js';

/** What the plugin for WordPress tells its script, in the inline variable `junctionConnectSite`. */
export interface PluginSettings {
  readonly endpoint: string;
  readonly allowedOrigins: readonly string[];
}

/** How many ends of the JSON are tried. The settings have few braces. */
const maxEnds = 50;

/** Reads the settings of the plugin in an inline script. Undefined in other scripts. */
export function readPluginSettings(text: string): PluginSettings | undefined {
  const start = /\bjunctionConnectSite\s*=\s*(?=\{)/.exec(text);
  if (!start) return undefined;
  const rest = text.slice(start.index + start[0].length);
  let end = 0;
  for (let count = 0; count < maxEnds; count += 1) {
    end = rest.indexOf('}', end) + 1;
    if (end === 0) return undefined;
    const json = attempt(() => JSON.parse(rest.slice(0, end)) as { endpoint?: unknown; allowedOrigins?: unknown });
    if (json === undefined) continue;
    const { endpoint, allowedOrigins } = json;
    const origins = Array.isArray(allowedOrigins) ? allowedOrigins : [];
    if (typeof endpoint !== 'string') return undefined;
    return { endpoint, allowedOrigins: origins.filter((origin) => typeof origin === 'string') };
  }
  return undefined;
}
