import { type Configuration, readMode } from './configuration/configuration.js';
import { readScriptNonce } from './configuration/script-nonce.js';
import type { SourceOf } from './configuration/setting-source.js';
import { attempt } from './attempt.js';
import { findConfigurationErrors } from './launch-settings.js';
import { canEmbed } from './launchers/can-embed.js';
import { needsPrefetch, prefetchLinkScript } from './launchers/script-loader.js';
import { linkScriptUrl } from './link-location.js';
import type { Platform } from './platform.js';
import { unshadowed } from './unshadowed.js';

/**
 * Prepares a launch before a press. Connects to Junction's host and, if the launch embeds Link, fetches Link's script: each once
 * for the page. Reports no failure, because the launch loads the script again. Never requests a token, which would expire.
 *
 * Does nothing if the settings of the element are wrong, or if the browser is set to save data.
 */
export function prefetchLink(configuration: Configuration, sourceOf: SourceOf, platform: Platform): void {
  const mode = attempt(() => readMode(configuration));
  const isEmbedded = mode === 'embed' || mode === 'auto';
  const { origin } = new URL(linkScriptUrl());
  const isPrepared = isEmbedded ? !needsPrefetch(platform) : preconnectedOrigins.has(origin);
  if (isPrepared) return; // A pointer may come again and again, and a press may have begun already.
  if (savesData(platform) || findConfigurationErrors(configuration, sourceOf, platform).size > 0) return;
  attempt(() => preconnect(origin, platform));
  if (isEmbedded && canEmbed(platform)) prefetchLinkScript(configuration.nonce || readScriptNonce(), platform);
}

/** Returns true when the browser is set to use less data. Safari and Firefox do not report it. */
const savesData = ({ navigator }: Platform): boolean =>
  !!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

/** The origins that the browser was asked to connect to. */
const preconnectedOrigins = new Set<string>();

/** Asks the browser to connect to Junction's host now, so that the first request starts sooner. */
function preconnect(origin: string, { document }: Platform): void {
  if (preconnectedOrigins.has(origin)) return;
  preconnectedOrigins.add(origin);
  const page = unshadowed(document);
  const hint = page.createElement('link');
  hint.rel = 'preconnect';
  hint.href = origin;
  page.head.append(hint);
  hint.remove(); // The browser has begun to connect.
}
