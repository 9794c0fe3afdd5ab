import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { cancelCheck, checkLater } from '../../src/element/check-later.js';

/** A browser of tests in Node, such as jsdom, puts its document into the globals, and removes it at the end of the tests. */
const globals = globalThis as { document?: unknown };

describe('a check of the page after it has loaded', () => {
  let runs: string[];
  /** Lets time pass, in steps: a timer that is set during a step of Node's mock begins at the end of the step. */
  const pass = (ms: number) => {
    for (let time = 0; time < ms; time++) mock.timers.tick(1);
  };
  const check = (name: string) => () => void runs.push(name);

  beforeEach(() => {
    runs = [];
    globals.document = { readyState: 'complete' };
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
    delete globals.document;
  });

  it('runs once, after a second and not much later', () => {
    checkLater(check('one'));
    pass(999);
    assert.deepEqual(runs, []);
    pass(251);
    assert.deepEqual(runs, ['one']);
    pass(6000);
    assert.deepEqual(runs, ['one']);
  });

  it('runs after a time of its own', () => {
    checkLater(check('late'), 5000);
    checkLater(check('one'));
    pass(4999);
    assert.deepEqual(runs, ['one']);
    pass(251);
    assert.deepEqual(runs, ['one', 'late']);
  });

  it('waits again when it is asked for again, and does not run when it is cancelled', () => {
    const [one, two] = [check('one'), check('two')];
    checkLater(one);
    checkLater(two);
    pass(750);
    checkLater(one);
    cancelCheck(two);
    pass(999);
    assert.deepEqual(runs, []);
    pass(251);
    assert.deepEqual(runs, ['one']);
  });

  it('runs although another one fails', () => {
    checkLater(() => {
      throw new Error('No.');
    });
    checkLater(check('one'));
    pass(1250);
    assert.deepEqual(runs, ['one']);
  });

  it('does not run when the document is gone', () => {
    checkLater(check('one'));
    pass(500);
    delete globals.document;
    pass(6000);
    globals.document = { readyState: 'complete' };
    pass(6000);
    assert.deepEqual(runs, []);
  });

  it('does not keep a process of Node alive', () => {
    mock.timers.reset();
    checkLater(check('one'));
    assert.deepEqual(
      process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout'),
      [],
    );
  });
});
