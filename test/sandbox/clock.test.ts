import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createClock } from '../../src/sandbox/clock.js';

const dayMs = 24 * 60 * 60 * 1000;

/** Returns a clock whose base is a fake one that starts at 1000, and the names of the tasks that have run. */
function setUpClock() {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1000 });
  const clock = createClock(Date.now);
  const ran: string[] = [];
  const runAt = (time: number, name: string) => clock.runAt(time, () => ran.push(name));
  return { clock, ran, runAt };
}

describe('the clock of the local Junction', () => {
  it('runs a task at its time, and a task of the past at once', (test) => {
    test.after(() => mock.timers.reset());
    const { ran, runAt } = setUpClock();
    runAt(1500, 'later');
    runAt(1000, 'now');
    assert.deepEqual(ran, ['now']);
    mock.timers.tick(499);
    assert.deepEqual(ran, ['now']);
    mock.timers.tick(1);
    assert.deepEqual(ran, ['now', 'later']);
  });

  it('runs tasks in the order of their times when it is set forward', (test) => {
    test.after(() => mock.timers.reset());
    const { clock, ran, runAt } = setUpClock();
    runAt(3000, 'third');
    runAt(2000, 'second');
    runAt(9000, 'last');
    clock.set(5000);
    assert.deepEqual(ran, ['second', 'third']);
    mock.timers.tick(4000);
    assert.deepEqual(ran, ['second', 'third', 'last']);
  });

  it('runs a task that is further away than the longest timer', (test) => {
    test.after(() => mock.timers.reset());
    const { ran, runAt } = setUpClock();
    runAt(1000 + 30 * dayMs, 'in a month');
    mock.timers.tick(25 * dayMs);
    assert.deepEqual(ran, []);
    mock.timers.tick(5 * dayMs);
    assert.deepEqual(ran, ['in a month']);
  });

  it('waits longer for a task when it is set back', (test) => {
    test.after(() => mock.timers.reset());
    const { clock, ran, runAt } = setUpClock();
    runAt(2000, 'task');
    clock.set(0);
    mock.timers.tick(1999);
    assert.deepEqual(ran, []);
    mock.timers.tick(1);
    assert.deepEqual(ran, ['task']);
  });

  it('does not run a task that was cancelled, or is there at a reset', (test) => {
    test.after(() => mock.timers.reset());
    const { clock, ran, runAt } = setUpClock();
    const cancel = runAt(2000, 'cancelled');
    cancel();
    runAt(2000, 'forgotten');
    clock.reset();
    mock.timers.tick(dayMs);
    assert.deepEqual(ran, []);
  });
});
