import { expect } from '@open-wc/testing';
import type { Mode } from '../../src/link/configuration/configuration.js';
import { configureLink } from '../../src/link/link-location.js';
import { MatrixRun } from '../support/fault-matrix.js';
import { closeRows } from './fault-matrix/close.js';
import { createRows } from './fault-matrix/create.js';
import { endpointRows } from './fault-matrix/endpoint.js';
import { frameRows } from './fault-matrix/frame.js';
import { navigationRows } from './fault-matrix/navigation.js';
import { notApplicable } from './fault-matrix/not-applicable.js';
import { openRows } from './fault-matrix/open.js';
import { returnRows } from './fault-matrix/return.js';
import { faults, nothing, type Row, type Step, stepModes, type Then } from './fault-matrix/row.js';
import { scriptRows } from './fault-matrix/script.js';
import { windowRows } from './fault-matrix/window.js';

/**
 * Tests every step of a launch with every fault. Each row says what happens, and what the result must be: the outcomes, the
 * status, and what is left in the page. The folder `fault-matrix` has a file with rows for each step. `not-applicable.ts`
 * says which combinations have no row, and why. A test at the end checks that none is missing.
 *
 * The expected results come from the contract, not from the code. All rows run in a fake browser, and no row waits for real
 * time. `test/element/fault-matrix.test.ts` has rows for the real element.
 */
const rows: Row[] = [
  ...endpointRows,
  ...scriptRows,
  ...createRows,
  ...openRows,
  ...frameRows,
  ...windowRows,
  ...navigationRows,
  ...returnRows,
  ...closeRows,
];

const thenIn = ({ then }: Row, mode: Mode): Then => ('events' in then ? then : then[mode]!);

const modesOf = ({ modes, step }: Row): readonly Mode[] => modes ?? stepModes[step];

describe('a launch with a fault', function () {
  // No row waits for real time. A row that hangs ends early.
  this.timeout(5000);
  const uncaught: string[] = [];
  const recordError = (event: ErrorEvent) => uncaught.push(`error: ${event.message}`);
  const recordRejection = (event: PromiseRejectionEvent) => uncaught.push(`rejection: ${String(event.reason)}`);
  before(async () => {
    configureLink({ script: 'https://link.example/initialize.js', origins: ['https://link.example'] });
    // The first Link of a page starts an observer that the page keeps. It belongs to no row.
    const first = new MatrixRun('embed');
    await first.show();
    await first.endAll();
    first.cleanUp();
    addEventListener('error', recordError);
    addEventListener('unhandledrejection', recordRejection);
  });
  after(() => {
    removeEventListener('error', recordError);
    removeEventListener('unhandledrejection', recordRejection);
  });

  for (const row of rows) {
    for (const mode of modesOf(row)) {
      it(`${mode}, ${row.step}, ${row.fault}: ${row.what}`, async () => {
        const {
          events,
          status,
          left,
          shown,
          requests,
          leftAfterEnd = nothing,
          leftAfterTimers,
          isSilent,
        } = thenIn(row, mode);
        const run = new MatrixRun(mode, row.given);
        try {
          await row.act(run);
          const found = { events: [...run.events], status: run.status, left: run.left() };
          expect(found).to.deep.equal({ events, status, left });
          if (shown !== undefined) expect(run.shownCount, 'the number of times that Link was shown').to.equal(shown);
          if (requests !== undefined) expect(run.requestCount, 'the number of requests').to.equal(requests);

          await run.endAll();
          expect(run.left(), 'what is left after the end').to.deep.equal(leftAfterEnd);
          if (!run.isGone) expect(run.status, 'the status after the end').not.to.be.oneOf(['loading', 'open']);
          if (!isSilent) expect(run.events, 'the outcomes after the end').not.to.deep.equal([]);
          await run.runAllTimers();
          const lasting = leftAfterEnd.filter((kind) => !['timers', 'observers', 'channel'].includes(kind));
          expect(run.left(), 'what is left after all timers').to.deep.equal(leftAfterTimers ?? lasting);
          expect(run.brokenRules()).to.deep.equal([]);
          expect(uncaught.splice(0), 'errors that nobody has caught').to.deep.equal([]);
        } finally {
          run.cleanUp();
        }
      });
    }
  }

  it('has a row for every step, fault and mode, or a reason why there is none', () => {
    const wrong: string[] = [];
    for (const [step, modes] of Object.entries(stepModes) as [Step, readonly Mode[]][])
      for (const mode of modes)
        for (const fault of faults) {
          const hasRow = rows.some((row) => row.step === step && row.fault === fault && modesOf(row).includes(mode));
          const hasReason = notApplicable.some(
            (entry) =>
              entry.steps.includes(step) && entry.faults.includes(fault) && (entry.modes ?? modes).includes(mode),
          );
          if (hasRow === hasReason)
            wrong.push(`${mode}, ${step}, ${fault}: ${hasRow ? 'a row and a reason' : 'neither'}`);
        }
    expect(wrong).to.deep.equal([]);
  });
});
