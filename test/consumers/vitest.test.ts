/** An app's own tests, which run by Vitest in jsdom and in happy-dom. Neither is a whole browser. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { installApp, run } from '../support/installed-package.js';

/** The tests in `vitest/element.spec.js`, in two environments. */
const testCount = 8;

it('an app can test its pages with the element in Vitest, in jsdom and in happy-dom', async () => {
  const folder = await installApp('vitest');
  const output = await run(folder, 'npm', ['test', '--', '--reporter=json']);
  const { numPassedTests, numTotalTests } = JSON.parse(output.slice(output.indexOf('{'))) as Record<string, number>;
  assert.deepEqual([numPassedTests, numTotalTests], [testCount, testCount]);
});
