import { createVital, type VitalFactory } from '@tryvital/vital-link/src/factory';
import type { VitalOptions } from '../../junction/vital-options.js';
import { attempt } from '../attempt.js';
import { metadataOf, withoutToken } from '../callback-arguments.js';
import { JunctionConnectError } from '../errors.js';
import { type LinkReport, reportOfError, reportOfSuccess } from '../link-report.js';
import type { Launcher } from './launcher.js';
import { loadLinkScript } from './script-loader.js';

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
