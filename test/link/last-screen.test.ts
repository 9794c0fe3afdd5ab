import { expect } from '@open-wc/testing';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { json } from '../support/fake-platform.js';
import { runSession } from '../support/session-run.js';

describe('the last screen of an embedded Link', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  /** Launches Link, which then reports a success. */
  async function connect(lastScreen: unknown) {
    const properties: Partial<Configuration> = lastScreen === undefined ? {} : { lastScreen: lastScreen };
    const run = runSession(properties, () => json('secret-token-0001'));
    await run.launch();
    vital.call('onSuccess');
    expect(vital.destroyCount).to.equal(0);
    return run;
  }

  const times: [lastScreen: unknown, milliseconds: number][] = [
    [undefined, 4000],
    [1, 1],
    ['9000', 9000],
    [2 ** 40, 2 ** 31 - 1],
  ];
  for (const [lastScreen, milliseconds] of times) {
    it(`closes after ${milliseconds} ms with last-screen = ${String(lastScreen)}, without an exit`, async () => {
      const { platform, types } = await connect(lastScreen);
      platform.runTimers(milliseconds - 1);
      expect(vital.destroyCount).to.equal(0);
      platform.runTimers(milliseconds);
      expect([vital.destroyCount, types()]).to.deep.equal([1, ['success']]);
    });
  }

  it('stays with last-screen = 0 until Link says that the person has left it', async () => {
    const { platform, types } = await connect(0);
    platform.runTimers();
    expect(vital.destroyCount).to.equal(0);
    vital.call('onExit');
    expect([vital.destroyCount, types()]).to.deep.equal([1, ['success']]);
  });

  for (const lastScreen of ['soon', -1, Infinity]) {
    it(`is refused before anything is requested with last-screen = ${lastScreen}`, async () => {
      const { launch, outcomes, platform } = runSession({ lastScreen: lastScreen }, () => json('x'));
      await launch();
      expect(outcomes.map(({ error }) => error?.code)).to.deep.equal(['configuration_invalid']);
      expect([platform.requests, vital.created]).to.deep.equal([[], []]);
    });
  }
});
