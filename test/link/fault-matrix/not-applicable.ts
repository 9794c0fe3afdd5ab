import type { Mode } from '../../../src/link/configuration/configuration.js';
import type { Fault, Step } from './row.js';

/** The combinations without a row, and why. */
export const notApplicable: { steps: Step[]; faults: Fault[]; modes?: Mode[]; because: string }[] = [
  {
    steps: ['endpoint'],
    faults: ['no sessionStorage', 'no BroadcastChannel'],
    because: 'The token request uses neither. Steps that do are `window`, `navigation` and `return`.',
  },
  {
    steps: ['script', 'create', 'open'],
    faults: ['no sessionStorage', 'no BroadcastChannel', 'no randomUUID'],
    because: 'An embedded Link uses none of them. Rows of the step `frame` test this, from the launch to the success.',
  },
  {
    steps: ['script', 'create', 'open'],
    faults: ['reload'],
    because: 'An embedded Link stores nothing, so the next page has nothing to resume. It begins anew.',
  },
  {
    steps: ['create'],
    faults: ['never', 'slow'],
    because: 'The call is synchronous. A create() that does not return blocks the page, and no code can help.',
  },
  {
    steps: ['create', 'open'],
    faults: ['frozen page'],
    because: 'The call is synchronous. A browser freezes a page only between two tasks.',
  },
  {
    steps: ['navigation'],
    faults: ['garbage'],
    modes: ['redirect'],
    because: 'location.assign() returns nothing. A wrong address of Link is a fault of the endpoint.',
  },
  {
    steps: ['close'],
    faults: ['never', 'error'],
    modes: ['redirect'],
    because: 'There is nothing to close. The end only marks the record, which the fault `no sessionStorage` tests.',
  },
  {
    steps: ['close'],
    faults: ['garbage'],
    modes: ['popup', 'redirect'],
    because: 'close() of a window returns nothing, and takes nothing.',
  },
  {
    steps: ['close'],
    faults: ['no sessionStorage', 'no BroadcastChannel'],
    modes: ['embed', 'auto'],
    because: 'Closing an embedded Link uses neither. Rows of the step `frame` test the whole session.',
  },
  {
    steps: ['close'],
    faults: ['no randomUUID'],
    because: 'Closing needs no random number.',
  },
];
