import { JunctionConnectError } from '../errors.js';
import { linkScript } from '../link-location.js';
import type { Platform } from '../platform.js';
import { trustedScriptUrl } from './trusted-script-url.js';

/** Returns true when Link's script has run. An element with id="Vital" is a property of the window, too, so this asks for the function. */
const hasVital = ({ Vital }: Platform) => typeof (Vital as { create?: unknown } | undefined)?.create === 'function';

/**
 * Loads the script that defines `window.Vital`, once for the page. A failure takes the tag away again, so that the next
 * try loads anew.
 *
 * @throws JunctionConnectError `link_unavailable`, also when the signal's time is up; else the signal's reason.
 */
export async function loadLinkScript(
  nonce: string | undefined,
  signal: AbortSignal,
  platform: Platform,
): Promise<void> {
  signal.throwIfAborted();
  if (hasVital(platform)) return;
  const { document } = platform;
  // The tag in the document is the only record of a load under way, so that all who want it share it.
  const script =
    document.querySelector<HTMLScriptElement>(`script[src="${linkScript()}"]`) ?? document.createElement('script');
  await new Promise<void>((resolve, reject) => {
    const fail = () => {
      script.remove();
      reject(new JunctionConnectError('link_unavailable', "Link's script did not load"));
    };
    script.addEventListener('load', () => (hasVital(platform) ? resolve() : fail()));
    script.addEventListener('error', fail);
    signal.addEventListener('abort', () => {
      const reason = signal.reason as Error;
      // Others may be waiting for a tag that has time left.
      if (reason.name === 'TimeoutError' && !hasVital(platform)) fail();
      else reject(reason);
    });
    if (script.isConnected) return;
    try {
      script.src = trustedScriptUrl(linkScript(), platform);
      script.nonce = nonce ?? '';
      document.head.append(script);
    } catch {
      fail(); // Trusted Types refuse the address.
    }
  });
}
