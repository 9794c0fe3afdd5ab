import type { JunctionConnect } from '../../src/index.js';
import { identifyElement } from '../../src/link/return/element-identity.js';
import { newConfiguration } from './configuration.js';
import { type FakeClock, installFakeClock } from './fake-clock.js';
import { newReturnedLaunch } from './returned-launch.js';

export interface DeferredReturn {
  readonly clock: FakeClock;
  /** The first element. It launched Link, and waits for its framework. */
  readonly launched: JunctionConnect;
  /** An equal element behind it, which has started. */
  readonly other: JunctionConnect;
  /** The targets of the successes that the document has received. */
  readonly targets: (EventTarget | null)[];
}

/**
 * Makes this page the return page of a redirect, with two equal elements, of which the first one launched Link. The script
 * reads the return when it runs, so a page can do this once, before any other import of the element.
 */
export async function returnToDeferredElement(): Promise<DeferredReturn> {
  const configuration = { ...newConfiguration({ tokenEndpoint: '/t' }), id: '' };
  const element = identifyElement(configuration, [configuration], '4711', window);
  const returned = newReturnedLaunch('state=success', { returnKey: '4711', element });
  sessionStorage.setItem('junction-connect', JSON.stringify(returned));
  const clock = installFakeClock();
  await import('../../src/index.js');
  const targets: DeferredReturn['targets'] = [];
  document.addEventListener('junction-success', ({ target }) => targets.push(target));
  const [launched, other] = ['defer-hydration', 'data-started'].map((attribute) => {
    const added = document.createElement('junction-connect');
    added.setAttribute(attribute, '');
    added.setAttribute('token-endpoint', '/t');
    return added;
  }) as [JunctionConnect, JunctionConnect];
  document.body.append(launched, other);
  return { clock, launched, other, targets };
}

/** Returns true while the return is in the tab's storage. */
export const isReturnStored = () => sessionStorage.getItem('junction-connect') !== null;
