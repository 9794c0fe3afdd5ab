import type { Configuration } from '../link/configuration/configuration.js';
import type { ReturnedLaunch } from '../link/return/returned-launch.js';
import { LinkSession } from '../link/session.js';
import { browser } from './browser.js';
import { dispatchSessionEvent } from './dispatch.js';

/** Empty settings. So the event has only the provider that Link names, and no next page is followed. */
const noSettings = {} as Configuration;

/** Dispatches the event of a return on the document, because the element that launched Link is not in the page. */
export function deliverToDocument(returned: ReturnedLaunch): void {
  console.warn(
    'junction-connect: the element that launched Link is not in this page, so the document dispatches the event, and no next page is followed.',
  );
  const session = LinkSession.resume(
    { ...returned, isRefreshed: true }, // Without the element, Link cannot be launched again.
    {
      configuration: noSettings,
      sourceOf: () => 'element',
      identify: () => returned.element,
      element: {
        findText: () => ({ text: '', language: undefined }), // Nothing is shown.
        providerName: () => undefined,
        focusBar: () => false,
        keepBarReachable() {},
        isInPage: () => false,
        removal: new AbortController().signal,
      },
      listener: (session, outcome) => {
        if (outcome) dispatchSessionEvent(document, returned.dataLayer, session, outcome);
        return false;
      },
      platform: browser,
    },
  );
  session.acceptReturn();
}
