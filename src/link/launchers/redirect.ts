import { configurationError, JunctionConnectError } from '../errors.js';
import { saveLaunchRecord } from '../return/launch-record.js';
import type { Launcher } from './launcher.js';

/** Sends the whole page to hosted Link. Link returns to a page of the site, where `LinkSession.resume` continues. */
export const redirect: Launcher = {
  isHosted: true,

  start({ record, platform, onReport }) {
    if (platform.parent !== platform.self)
      throw configurationError('mode', 'redirect', 'the top page: here only a frame would go');

    const listening = new AbortController();
    let address = '';
    const go = () => {
      if (address) platform.location.assign(address);
    };

    /**
     * Called when the person came back to this page by the browser's Back button. A page that the browser restores reads
     * `sessionStorage` as it was when the page was left, so it cannot know whether the return page has had an outcome.
     */
    const onRestore = () => {
      address = ''; // From now on `close` must not mark the launch as over.
      onReport({ type: 'page-restored' });
    };

    return {
      show(target) {
        // Without the record, the return page does not know which element has launched.
        if (!saveLaunchRecord(record, platform))
          throw new JunctionConnectError('link_unavailable', 'sessionStorage is blocked');
        platform.addEventListener('pageshow', ({ persisted }) => persisted && onRestore(), listening);
        address = target.address;
        go();
      },

      close() {
        listening.abort();
        // The session ends with an exit while the browser is leaving the page. The return page must not report another.
        if (address) saveLaunchRecord({ ...record, isOver: true }, platform);
      },

      presence: () => 'present',
      focus: go, // The browser is still showing this page: try again to leave it.
    };
  },
};
