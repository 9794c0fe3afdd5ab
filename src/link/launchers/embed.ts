import { createVital, type VitalFactory } from '@tryvital/vital-link/src/factory';
import type { VitalOptions } from '../../junction/vital-options.js';
import { attempt } from '../attempt.js';
import { metadataOf, withoutToken } from '../callback-arguments.js';
import { framePermissionError, JunctionConnectError } from '../errors.js';
import { type LinkReport, reportOfError, reportOfSuccess } from '../link-report.js';
import type { Launcher } from './launcher.js';
import { LinkNodes } from '../embedded/link-nodes.js';
import { blocksForms } from './frame-permissions.js';
import { loadLinkScript } from './script-loader.js';
import { type LinkWatch, watchLink } from '../embedded/watch-link.js';

/** Shows Link over the page, in a frame that Link's own script makes. */
export const embed: Launcher = {
  isHosted: false,

  start({ nonce, platform, onReport, element }) {
    if (blocksForms(platform)) throw framePermissionError('allow-forms');
    let vital: VitalFactory | undefined;
    let nodes: LinkNodes | undefined;
    let watch: LinkWatch | undefined;
    /** True while `show` runs Link's code. */
    let isCallingLink = false;
    let isClosed = false;

    const callbacksFor = (token: string) => {
      const metadataIn = (args: unknown[]) => withoutToken(metadataOf(args), token);
      const report = (linkReport: LinkReport) => {
        watch?.noteCallback(linkReport.type === 'success');
        if (isCallingLink) nodes?.whilePageRuns(() => onReport(linkReport));
        else onReport(linkReport);
      };
      /**
       * Reports only while Link is open. A Link that was closed or replaced may report its end, but the session continues.
       */
      const reportWhileOpen = (linkReport: LinkReport) => void (isClosed || report(linkReport));
      return {
        onSuccess: (...args: unknown[]) => report(reportOfSuccess(metadataIn(args))),
        onExit: () => reportWhileOpen({ type: 'exit', reason: 'user' }),
        onError: (...args: unknown[]) => reportWhileOpen(reportOfError(metadataIn(args))),
        // Inside of `open()` the frame cannot have loaded yet, so a call of `onLoad` proves nothing.
        onLoad: () => void (isCallingLink || watch?.noteLoad()),
      };
    };

    const removeLink = () => {
      watch?.stop();
      attempt(() => vital?.exit({ force: true }));
      attempt(() => vital?.destroy());
      vital = undefined;
      nodes?.remove();
    };

    return {
      load: (signal) => loadLinkScript(nonce, signal, platform),

      show({ token, env, region }) {
        const options = { env, region, ...callbacksFor(token) } satisfies VitalOptions;
        isCallingLink = true;
        const hasSucceeded = attempt(() => {
          const linkNodes = (nodes = new LinkNodes(platform));
          watch = watchLink({ nodes: linkNodes, platform, onReport, element });
          linkNodes.whileLinkRuns(() => {
            vital = createVital(options);
            vital.open(token);
          });
          return true;
        });
        isCallingLink = false;
        isClosed ||= !hasSucceeded;
        if (isClosed) removeLink();
        // Our error has no `cause`: Link knows the token, so Link's own error may contain it.
        if (!hasSucceeded)
          throw new JunctionConnectError(
            'link_unavailable',
            'Link\'s script failed. A content blocker may have replaced it. Allow the script in the blocker, or use mode="popup"',
          );
      },

      close() {
        isClosed = true;
        if (!isCallingLink) removeLink(); // Otherwise `show` removes it, after Link has added its frame to the page.
      },

      presence: () => nodes?.presence() ?? 'unknown',
      focus: () => watch?.focus(),
    };
  },
};
