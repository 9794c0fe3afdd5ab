import { createVital, type VitalFactory, type VitalOptions } from '@tryvital/vital-link/src/factory';
import { attempt } from '../attempt.js';
import { metadataOf, withoutToken } from '../callback-arguments.js';
import { JunctionConnectError } from '../errors.js';
import { type LinkReport, reportOfError, reportOfSuccess } from '../link-report.js';
import { loadLinkScript } from '../script-loader.js';
import type { Launcher } from './launcher.js';

/** Shows Link over the page, in a frame that Link's own script makes. */
export const embed: Launcher = {
  isHosted: false,

  start({ nonce, platform, onReport }) {
    const { document } = platform;
    let vital: VitalFactory | undefined;
    let frames: Element[] = [];
    let isOpening = false;
    let isClosed = false;

    const callbacksFor = (token: string) => {
      const metadataIn = (args: unknown[]) => withoutToken(metadataOf(args), token);
      /** A Link that was closed or replaced may still report its own end, which is not the end of the session. */
      const reportWhileOpen = (report: LinkReport) => void (isClosed || onReport(report));
      return {
        onSuccess: (...args: unknown[]) => void onReport(reportOfSuccess(metadataIn(args))),
        onExit: () => reportWhileOpen({ type: 'exit', reason: 'user' }),
        onError: (...args: unknown[]) => reportWhileOpen(reportOfError(metadataIn(args))),
        onLoad() {}, // Junction documents it, and its own React hook passes one: Link may call it without a check.
      };
    };

    const takeDown = () => {
      attempt(() => vital?.exit({ force: true }));
      attempt(() => vital?.destroy());
      vital = undefined;
      frames.forEach((frame) => frame.remove());
    };

    return {
      load: (signal) => loadLinkScript(nonce, signal, platform),

      show({ token, env, region }) {
        const options = { env, region, ...callbacksFor(token) } satisfies VitalOptions;
        const findNodes = () => [...document.querySelectorAll('body > *, iframe')];
        // Link gives no access to what it puts into the page. No other code runs between the two calls, so what is new in
        // the second one is Link's.
        const before = findNodes();
        isOpening = true;
        const isOpened = attempt(() => {
          vital = createVital(options);
          vital.open(token);
          return true;
        });
        isOpening = false;
        const nodes = findNodes().filter((node) => !before.includes(node));
        frames = nodes.filter((node) => node.localName === 'iframe');
        isClosed ||= !isOpened;
        if (isClosed) takeDown();
        if (!isOpened) {
          nodes.forEach((node) => node.remove());
          // It has no `cause`: Link was given the token, so its own error may contain it.
          throw new JunctionConnectError('link_unavailable', 'Link failed');
        }
      },

      close() {
        isClosed = true;
        if (!isOpening) takeDown(); // Otherwise `show` does it: Link is still putting its frame into the page.
      },

      presence() {
        if (!frames[0]) return 'unknown';
        return frames.some((frame) => frame.isConnected) ? 'present' : 'gone';
      },
    };
  },
};

/**
 * Returns true when something covers the whole page, so that a press could not reach Link's frame: a modal dialog, an
 * element in full screen, or anything else. It puts a probe over the page and tests what a press would hit: a selector
 * does not find a dialog in a closed shadow root. Parts of the page may cover single points. The page counts as covered
 * only if no point reaches the probe.
 */
export function isCovered(document: Document): boolean {
  const probe = document.createElement('junction-connect-probe');
  // `!important` wins over the page's style sheets. The probe reaches far beyond the window because a filter or transform
  // on the body makes fixed positions relative to the body.
  probe.style.cssText =
    'all:unset!important;position:fixed!important;inset:-99in!important;z-index:2147483647!important';
  const parts = [0.1, 0.5, 0.9];
  const hits = attempt(() => {
    document.body.append(probe);
    return parts.flatMap((x) => parts.map((y) => document.elementFromPoint(x * innerWidth, y * innerHeight)));
  });
  probe.remove();
  return !!hits?.some((hit) => hit) && !hits.includes(probe); // In a page that is not shown, no point hits anything.
}
