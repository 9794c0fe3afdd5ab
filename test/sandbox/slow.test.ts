import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openLink, outcomeOf, setUp } from './visit-link.js';

const redirectUrl = 'https://shop.example/done';
const slowAnswer = 300;

/** Returns the result of a promise, and the milliseconds until it resolved. */
const measure = async <Result>(work: Promise<Result>): Promise<[result: Result, milliseconds: number]> => {
  const startTime = performance.now();
  return [await work, performance.now() - startTime];
};

describe('a sign-in that is slow', () => {
  const signIns: [provider: string, fields: Record<string, string>][] = [
    ['oura', { decision: 'slow' }],
    ['peloton', { username: 'slow@shop.example', password: 'x' }],
    ['freestyle_libre', { username: 'slow' }],
  ];
  for (const [provider, fields] of signIns)
    it(`connects ${provider} after the delay`, async () => {
      const setup = setUp({ slowAnswer });
      const link = await openLink(setup, { redirectUrl }, '');
      const [answer, milliseconds] = await measure(link.signIn(provider, fields));
      assert.ok(milliseconds > slowAnswer - 5, `${milliseconds} ms`);
      assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
    });

  it('does not delay other people', async () => {
    const setup = setUp({ slowAnswer });
    const [slow, other] = [await openLink(setup), await openLink(setup)];
    const waiting = measure(slow.decide('oura', 'slow'));
    const [, milliseconds] = await measure(other.decide('oura', 'allow'));
    assert.ok(milliseconds < slowAnswer / 2, `${milliseconds} ms`);
    const [, slowMilliseconds] = await waiting;
    assert.ok(slowMilliseconds > slowAnswer - 5);
  });

  it('fails when the token expires during the delay', async () => {
    const setup = setUp({ slowAnswer });
    const link = await openLink(setup, { redirectUrl }, '');
    const waiting = link.decide('oura', 'slow');
    setup.clock.now += 60 * 60 * 1000;
    const { error_type } = await outcomeOf(setup, await waiting);
    assert.equal(error_type, 'token_expired');
  });

  it('can be sent twice', async () => {
    const setup = setUp({ slowAnswer });
    const link = await openLink(setup, { redirectUrl }, '');
    for (const answer of await Promise.all([link.decide('oura', 'slow'), link.decide('oura', 'slow')]))
      assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
  });
});
