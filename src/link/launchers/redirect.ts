import { JunctionConnectError } from '../errors.js';
import { saveLaunchRecord } from '../return/launch-record.js';
import type { Launcher } from './launcher.js';

/** Sends the whole page to hosted Link. Link returns to a page of the site, where `LinkSession.resume` continues. */
export const redirect: Launcher = {
  isHosted: true,

  start({ newRecord, platform, onReport }) {
    const record = newRecord();
    const listeners = new AbortController(); // Aborting it removes the listeners.
    let address = '';
    const leavePage = () => {
      if (address) platform.location.assign(address);
    };

    /**
     * Handles the person's return to this page by the browser's Back button. In a page that the browser restores,
     * `sessionStorage` can be as it was when the page was left. So this page cannot know whether the return page has reported an
     * outcome.
     */
    const onRestore = () => {
      address = ''; // From now on `close` must not mark the launch as ended.
      onReport({ type: 'page-restored' });
    };

    return {
      show(target) {
        // Without the record, the return page does not know which element launched Link.
        if (!saveLaunchRecord(record, platform))
          throw new JunctionConnectError(
            'link_unavailable',
            'The browser blocks sessionStorage, which a redirect needs. If windows open there, use mode="popup"',
          );
        platform.addEventListener('pageshow', ({ persisted }) => persisted && onRestore(), listeners);
        address = target.address;
        leavePage();
      },

      close() {
        listeners.abort();
        // The session ends with an exit while the browser is leaving the page. The return page must not report a second
        // exit.
        if (address) saveLaunchRecord({ ...record, hasEnded: true }, platform);
      },

      presence: () => 'present',
      focus: leavePage, // The browser still shows this page, so this tries again.
    };
  },
};
