import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomeOf } from './hosted.js';
import { openLink, setUp } from './support.js';

const redirectUrl = 'https://shop.example/done';
const slowAnswer = 300;

const timed = async <Result>(work: Promise<Result>): Promise<[result: Result, milliseconds: number]> => {
  const begin = performance.now();
  return [await work, performance.now() - begin];
};

describe('a sign-in that is slow', () => {
  const ways: [provider: string, fields: Record<string, string>][] = [
    ['oura', { decision: 'slow' }],
    ['peloton', { username: 'slow@shop.example', password: 'x' }],
    ['freestyle_libre', { username: 'slow' }],
  ];
  for (const [provider, fields] of ways)
    it(`connects after a while at ${provider}`, async () => {
      const setup = setUp({ slowAnswer });
      const link = await openLink(setup, { redirectUrl }, '');
      const [answer, milliseconds] = await timed(link.signIn(provider, fields));
      assert.ok(milliseconds > slowAnswer - 5, `${milliseconds} ms`);
      assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
    });

  it('keeps nobody else waiting', async () => {
    const setup = setUp({ slowAnswer });
    const [slow, other] = [await openLink(setup), await openLink(setup)];
    const waiting = timed(slow.decide('oura', 'slow'));
    const [, milliseconds] = await timed(other.decide('oura', 'allow'));
    assert.ok(milliseconds < slowAnswer / 2, `${milliseconds} ms`);
    const [, all] = await waiting;
    assert.ok(all > slowAnswer - 5);
  });

  it('is too late for a token that expires meanwhile', async () => {
    const setup = setUp({ slowAnswer });
    const link = await openLink(setup, { redirectUrl }, '');
    const waiting = link.decide('oura', 'slow');
    setup.clock.now += 60 * 60 * 1000;
    const { error_type } = await outcomeOf(setup, await waiting);
    assert.equal(error_type, 'token_expired');
  });

  it('may be sent twice', async () => {
    const setup = setUp({ slowAnswer });
    const link = await openLink(setup, { redirectUrl }, '');
    for (const answer of await Promise.all([link.decide('oura', 'slow'), link.decide('oura', 'slow')]))
      assert.deepEqual(await outcomeOf(setup, answer), { state: 'success' });
  });
});
