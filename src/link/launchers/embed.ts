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
    /** True while `show` runs Link's code. */
    let isCallingLink = false;
    let isClosed = false;

    const callbacksFor = (token: string) => {
      const metadataIn = (args: unknown[]) => withoutToken(metadataOf(args), token);
      /**
       * Reports only while Link is open. A Link that was closed or replaced may report its end, but the session continues.
       */
      const reportWhileOpen = (report: LinkReport) => void (isClosed || onReport(report));
      return {
        onSuccess: (...args: unknown[]) => void onReport(reportOfSuccess(metadataIn(args))),
        onExit: () => reportWhileOpen({ type: 'exit', reason: 'user' }),
        onError: (...args: unknown[]) => reportWhileOpen(reportOfError(metadataIn(args))),
        onLoad() {}, // Junction documents it, and its React hook passes it. So Link may call it without a check.
      };
    };

    const removeLink = () => {
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
        // Link gives no access to the nodes that it adds to the page. Between the two calls of `findNodes` only Link's code
        // runs, and listeners of the page when Link reports at once. So the new nodes count as Link's.
        const before = findNodes();
        isCallingLink = true;
        const hasSucceeded = attempt(() => {
          vital = createVital(options);
          vital.open(token);
          return true;
        });
        isCallingLink = false;
        const nodes = findNodes().filter((node) => !before.includes(node));
        frames = nodes.filter((node) => node.localName === 'iframe');
        isClosed ||= !hasSucceeded;
        if (isClosed) removeLink();
        if (!hasSucceeded) {
          nodes.forEach((node) => node.remove());
          // Our error has no `cause`: Link knows the token, so Link's own error may contain it.
          throw new JunctionConnectError('link_unavailable', "Link's script failed");
        }
      },

      close() {
        isClosed = true;
        if (!isCallingLink) removeLink(); // Otherwise `show` removes it, after Link has added its frame to the page.
      },

      presence() {
        if (!frames[0]) return 'unknown';
        return frames.some((frame) => frame.isConnected) ? 'present' : 'gone';
      },
    };
  },
};
