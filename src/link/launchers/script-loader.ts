import { JunctionConnectError } from '../errors.js';
import { linkScriptUrl } from '../link-location.js';
import type { Platform } from '../platform.js';
import { trustedScriptUrl } from './trusted-script-url.js';

/**
 * Returns true when Link's script has run. An element with id="Vital" is a property of the window, too, but has no
 * `create()`.
 */
const hasVital = ({ Vital }: Platform) => typeof (Vital as { create?: unknown } | undefined)?.create === 'function';

/**
 * Loads the script that defines `window.Vital`, once for the page. After a failure the tag is removed, and the next call
 * loads the script again.
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
  const { document } = platform;
  // All elements share one script tag. If it is in the document already, wait for it.
  const script =
    document.querySelector<HTMLScriptElement>(`script[src="${linkScriptUrl()}"]`) ?? document.createElement('script');
  await new Promise<void>((resolve, reject) => {
    const fail = () => {
      script.remove();
      const advice = 'Allow it in Content-Security-Policy (script-src) and in content blockers, or use mode="popup"';
      reject(new JunctionConnectError('link_unavailable', `Link's script did not load. ${advice}`));
    };
    script.addEventListener('load', () => (hasVital(platform) ? resolve() : fail()));
    script.addEventListener('error', fail);
    const onAbort = () => {
      const reason = signal.reason as Error;
      // A timeout removes the tag. Another abort leaves it: other elements may be waiting for it.
      if (hasVital(platform)) resolve();
      else if (reason.name === 'TimeoutError') fail();
      else reject(reason);
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) return onAbort();
    if (script.isConnected) return;
    try {
      script.src = trustedScriptUrl(linkScriptUrl(), platform);
      script.nonce = nonce ?? '';
      document.head.append(script);
    } catch {
      fail(); // The page's Trusted Types refuse the address.
    }
  });
}
