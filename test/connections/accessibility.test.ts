import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  addList,
  broken,
  connection,
  FakeSite,
  html,
  type ListHarness,
  provider,
  recordConsole,
  type RecordedConsole,
} from '../support/connections.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

describe('the accessibility of <junction-connections>', () => {
  let site: FakeSite;
  let vital: FakeVital;
  let log: RecordedConsole;
  beforeEach(() => {
    site = new FakeSite().install();
    vital = installFakeVital();
    log = recordConsole();
  });
  afterEach(() => {
    log.restore();
    vital.uninstall();
    site.uninstall();
  });

  const allKinds = () => {
    site.connections = [
      connection('garmin', { since: '2026-11-27T12:00:00Z' }),
      broken('polar'),
      connection('apple_health_kit', { name: 'Apple Health', manageable: false }),
      connection('fitbit'),
    ];
    site.available = ['oura', 'garmin', 'polar', 'google_health'].map((slug) => provider(slug));
  };
  const refresh = async (harness: ListHarness) => {
    await harness.list.refresh();
    await harness.settled();
  };
  const failWith = (status: number) => (site.answer = () => status);

  const states: [state: string, enter: () => Promise<ListHarness>][] = [
    ['loading', () => ((site.answer = () => new Promise(() => {})), addList())],
    ['shown', () => addList()],
    ['empty', () => ((site.available = site.connections = []), addList())],
    ['signed out', () => (failWith(401), addList())],
    ['failed', () => (failWith(500), addList())],
    [
      'outdated',
      async () => {
        const harness = await addList();
        failWith(500);
        await refresh(harness);
        return harness;
      },
    ],
    [
      'asking',
      async () => {
        const harness = await addList();
        await harness.press(harness.disconnect('garmin')!);
        return harness;
      },
    ],
    [
      'disconnecting',
      async () => {
        const harness = await addList();
        site.answer = () => new Promise(() => {});
        await harness.press(harness.disconnect('garmin')!);
        await harness.press(harness.confirm('garmin'));
        return harness;
      },
    ],
    [
      'disconnected',
      async () => {
        const harness = await addList();
        await harness.press(harness.disconnect('garmin')!);
        await harness.press(harness.confirm('garmin'));
        return harness;
      },
    ],
    [
      'not disconnected',
      async () => {
        const harness = await addList();
        failWith(500);
        await harness.press(harness.disconnect('garmin')!);
        await harness.press(harness.confirm('garmin'));
        return harness;
      },
    ],
    [
      'connected a moment ago',
      async () => {
        const harness = await addList();
        await harness.connect('oura')!.open();
        vital.call('onSuccess', {});
        await harness.settled();
        return harness;
      },
    ],
    [
      'searched',
      async () => {
        site.available = Array.from({ length: 20 }, (_, index) => provider(`p${index}`));
        const harness = await addList();
        harness.search()!.value = 'zzz';
        harness.search()!.dispatchEvent(new InputEvent('input'));
        await harness.settled();
        return harness;
      },
    ],
  ];
  for (const [state, enter] of states) {
    it(`has no fault that axe finds: ${state}`, async () => {
      allKinds();
      const harness = await enter();
      // What appears after a second is visible now.
      harness
        .region()
        .getAnimations()
        .forEach((animation) => animation.finish());
      await expect(harness.list).to.be.accessible();
    });

    it(`says each text in one live region alone: ${state}`, async () => {
      allKinds();
      const harness = await enter();
      const regions = [...harness.root.querySelectorAll('[role=status], [aria-live]')];
      expect(regions.some((region) => regions.some((other) => other !== region && other.contains(region)))).to.equal(
        false,
      );
      const buttons = [...harness.root.querySelectorAll('junction-connect')].map(({ shadowRoot }) => shadowRoot!);
      const all = [...regions, ...buttons.flatMap((root) => [...root.querySelectorAll('[role=status], [aria-live]')])];
      const texts = all.map(harness.textOf).filter(Boolean);
      expect(new Set(texts).size, texts.join(' | ')).to.equal(texts.length);
    });
  }

  it('has a live region for everything from the start, and none around the rows', async () => {
    site.answer = () => new Promise(() => {});
    const harness = await addList();
    const regions = [...harness.root.querySelectorAll('[role=status]')];
    expect(regions.length).to.equal(2);
    allKinds();
    site.answer = () => undefined;
    await refresh(harness);
    const later = [...harness.root.querySelectorAll('[role=status]')];
    expect(regions.every((region) => later.includes(region))).to.equal(true);
    expect(later.some((region) => region.querySelector('li'))).to.equal(false);
  });

  it('can be used with the keyboard alone', async () => {
    allKinds();
    const harness = await addList();
    const before = document.createElement('button');
    before.textContent = 'Before';
    harness.list.before(before);
    const after = document.createElement('button');
    after.textContent = 'After';
    harness.list.after(after);
    before.focus();
    const walk: string[] = [];
    for (let step = 0; step < 12 && document.activeElement !== after; step += 1) {
      await sendKeys({ press: 'Tab' });
      walk.push(harness.focused());
    }
    expect(walk).to.deep.equal([
      'disconnect of garmin',
      'connect of polar',
      'disconnect of polar',
      'disconnect of fitbit',
      'connect of oura',
      'connect of google_health',
      'something else in the page',
    ]);
    harness.disconnect('garmin')!.focus();
    await sendKeys({ press: 'Enter' });
    await harness.settled();
    expect(harness.focused()).to.equal('question of garmin');
    await sendKeys({ press: 'Tab' });
    expect(harness.root.activeElement).to.equal(harness.confirm('garmin'));
    await sendKeys({ press: 'Tab' });
    expect(harness.root.activeElement).to.equal(harness.cancel('garmin'));
    await sendKeys({ press: 'Escape' });
    await harness.settled();
    expect(harness.focused()).to.equal('disconnect of garmin');
    await sendKeys({ press: 'Enter' });
    await harness.settled();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await harness.settled();
    expect([harness.focused(), site.sent().includes('DELETE /api/connections?provider=garmin')]).to.deep.equal([
      'connect of garmin',
      true,
    ]);
    before.remove();
    after.remove();
  });

  it('makes each button large enough, and no row wider than the list', async () => {
    allKinds();
    const harness = await addList(
      html`<junction-connections endpoint="/api/connections" disconnect style="width: 200px"></junction-connections>`,
    );
    await harness.press(harness.disconnect('garmin')!);
    const controls = [...harness.root.querySelectorAll<HTMLElement>('button, junction-connect')]
      .map((control) => control.shadowRoot?.querySelector('button') ?? control)
      .filter((control) => control.offsetHeight > 0);
    expect(controls.length).to.equal(7);
    for (const { offsetHeight, offsetWidth } of controls)
      expect(Math.min(offsetHeight, offsetWidth)).to.be.at.least(24);
    for (const row of harness.rows()) expect(row.scrollWidth, row.id).to.be.at.most(200);
  });
});
