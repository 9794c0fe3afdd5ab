import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf, searchRows } from '../../src/connections/rows.js';
import type { ConnectionsAnswer, ConnectionSummary } from '../../src/junction/connection.js';

const provider = (slug: string, name = slug) => ({ provider: slug, name, logo: null });
const connection = (slug: string, more: Partial<ConnectionSummary> = {}): ConnectionSummary => ({
  ...provider(slug),
  status: 'connected',
  since: null,
  ...more,
});
const answer: ConnectionsAnswer = {
  connections: [connection('garmin'), connection('fitbit'), connection('apple_health_kit', { manageable: false })],
  available: ['oura', 'garmin', 'polar'].map((slug) => provider(slug)),
};
const show = (providers: readonly string[], from = answer) =>
  rowsOf(from, providers).map(
    (row) => `${row.provider}${row.connection ? ' connected' : ''}${row.isConnectable ? '' : ' fixed'}`,
  );

describe('the rows of a list of connections', () => {
  it('begin with what is connected', () => {
    const expected = [
      'garmin connected',
      'fitbit connected fixed',
      'apple_health_kit connected fixed',
      'oura',
      'polar',
    ];
    assert.deepEqual(show([]), expected);
  });

  it('are in the order of providers, and then come other connections', () => {
    const others = ['fitbit connected fixed', 'apple_health_kit connected fixed'];
    assert.deepEqual(show(['polar', 'garmin', 'unknown']), ['polar', 'garmin connected', ...others]);
    assert.deepEqual(show(['fitbit', 'oura']), [
      'fitbit connected fixed',
      'oura',
      'garmin connected',
      'apple_health_kit connected fixed',
    ]);
  });

  it('are none when nothing is connected or available', () => {
    assert.deepEqual(show([], { connections: [], available: [] }), []);
    assert.deepEqual(show(['x'], { connections: [], available: answer.available }), []);
  });

  it('are found by a part of the name, without regard to capital letters and accents', () => {
    const rows = rowsOf({ connections: [], available: [provider('oura', 'Oura'), provider('cafe', 'Café Watch')] }, []);
    const found = (text: string) => searchRows(rows, text).map(({ name }) => name);
    assert.deepEqual(found(' OUR'), ['Oura']);
    assert.deepEqual(found('cafe w'), ['Café Watch']);
    assert.deepEqual(found('CAFÉ'), ['Café Watch']);
    assert.deepEqual(found(''), ['Oura', 'Café Watch']);
    assert.deepEqual(found('.*'), []);
  });
});
