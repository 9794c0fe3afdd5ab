/** How long a page is blocked on a phone: the processor is slowed down four times. */
import { contenders } from './contenders.mjs';

const slowdown = 4;

/** A task that is longer than this blocks the person, in milliseconds. It is the limit of the field (Total Blocking Time). */
const longTaskMs = 50;

/** Collects the long tasks of a page. */
const collect = () => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) =>
    globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({
    type: 'longtask',
    buffered: true,
  });
};

const readBlocking = async (page) => {
  await page.waitForTimeout(300); // The browser reports a long task after it has ended.
  const tasks = await page.evaluate(() => globalThis.longTasks.splice(0));
  return tasks.reduce((sum, duration) => sum + Math.max(0, duration - longTaskMs), 0);
};

/**
 * Measures how long the main thread is busy with the view of a page and with a press, and how long it blocks a person.
 *
 * @returns {Promise<Record<string, { view: number[], viewBlocking: number[], press: number[], pressBlocking: number[] }>>}
 *   milliseconds
 */
export async function measureMainThread(browser, hosts, names, rounds) {
  const results = Object.fromEntries(
    names.map((name) => [name, { view: [], viewBlocking: [], press: [], pressBlocking: [] }]),
  );
  Object.assign(hosts.delays, { endpoint: 0, script: 0 });
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 ? [...names].reverse() : names) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript(collect);
      const client = await context.newCDPSession(page);
      await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      await client.send('Performance.enable');
      const busyMs = async () => {
        const { metrics } = await client.send('Performance.getMetrics');
        return metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
      };
      await page.goto(`${hosts.origin}/${name}`, { waitUntil: 'load' });
      const { control } = contenders[name];
      await page.locator(`${control}:enabled`).waitFor();
      results[name].viewBlocking.push(await readBlocking(page));
      const viewed = await busyMs();
      results[name].view.push(viewed);
      const { x, y, width, height } = await page.locator(control).boundingBox();
      await page.mouse.click(x + width / 2, y + height / 2);
      await page.waitForFunction(() => globalThis.bench.result(), undefined, { polling: 50 });
      results[name].pressBlocking.push(await readBlocking(page));
      results[name].press.push((await busyMs()) - viewed);
      await context.close();
    }
  }
  return results;
}
