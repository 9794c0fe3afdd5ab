/** How long it takes from a press to Link, in a real browser. All contenders take turns in each round. */
import { contenders } from './contenders.mjs';

/** The time for which a page rests before the press, in milliseconds. The hook loads Link's script meanwhile. */
const pageRestMs = 300;

/**
 * Opens a page, and presses.
 *
 * @param {object} setup
 * @param {number} [setup.intentMs] The time for which the pointer rests on the control before the press. Without it, the
 *   pointer comes with the press.
 * @param {boolean} [setup.isWarm] True when the browser has connected before, and keeps the scripts in its cache.
 * @returns {Promise<{ open: number, paint: number, endpointMs: number }>} milliseconds: from the press to `open(token)`, from the press to
 *   the first paint of Link, and from the request to the end of the answer of the endpoint
 */
async function press(browser, hosts, name, { intentMs, isWarm }) {
  const context = await browser.newContext();
  try {
    if (isWarm) await pressIn(await context.newPage(), hosts, name, undefined);
    return await pressIn(await context.newPage(), hosts, name, intentMs);
  } finally {
    await context.close();
  }
}

async function pressIn(page, { origin }, name, intentMs) {
  await page.goto(`${origin}/${name}`, { waitUntil: 'load' });
  const { control } = contenders[name];
  await page.locator(`${control}:enabled`).waitFor();
  await page.waitForTimeout(pageRestMs);
  const { x, y, width, height } = await page.locator(control).boundingBox();
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  if (intentMs !== undefined) {
    await page.mouse.move(middleX, middleY);
    await page.waitForTimeout(intentMs);
  }
  await page.mouse.click(middleX, middleY);
  await page.waitForFunction(() => globalThis.bench.result(), undefined, { polling: 20 });
  const result = await page.evaluate(() => globalThis.bench.result());
  await page.close();
  return result;
}

/**
 * Measures one setup for several contenders.
 *
 * @param {string[]} names The contenders, in the order of their turns. The order is turned around in every second round.
 * @returns {Promise<Record<string, { open: number[], paint: number[], endpointMs: number[] }>>} the numbers of each round
 */
export async function measurePress(browser, hosts, names, { delays, rounds, ...setup }) {
  const results = Object.fromEntries(names.map((name) => [name, { open: [], paint: [], endpointMs: [] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 ? [...names].reverse() : names) {
      Object.assign(hosts.delays, delays);
      const result = await press(browser, hosts, name, setup);
      for (const [measure, number] of Object.entries(result)) results[name][measure].push(number);
    }
  }
  return results;
}
