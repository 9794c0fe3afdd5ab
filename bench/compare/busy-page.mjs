/** The rounds before the measurement, in which the browser compiles the code. */
const warmUpRounds = 2;

/** Fills a page with 10,000 nodes: 8 in each row. */
function fillPage() {
  const row = '<tr><td class="name">A name</td><td data-value="7">7</td><td><a href="#">More</a></td></tr>';
  const table = document.createElement('table');
  table.innerHTML = row.repeat(1250);
  document.body.append(table);
}

/** Changes the page for about a second: 60 times, it adds ten rows, changes their texts, and removes ten others. */
async function changePage() {
  const body = document.querySelector('tbody');
  for (let turn = 0; turn < 60; turn += 1) {
    for (let count = 0; count < 10; count += 1) {
      const row = body.children[(turn * 7 + count) % 1250].cloneNode(true);
      body.append(row);
      row.children[1].textContent = turn;
      body.firstElementChild.remove();
    }
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
}

/**
 * Measures how long the main thread works while a page changes: a page with our script, a button and a placeholder, beside the
 * same page without them. The script searches a page that has changed for placeholders.
 *
 * @returns {Promise<Record<'watched' | 'plain', number[]>>} milliseconds
 */
export async function measureBusyPage(browser, origin, rounds) {
  const names = ['watched', 'plain'];
  const results = Object.fromEntries(names.map((name) => [name, []]));
  const pages = {};
  for (const name of names) {
    const page = await browser.newPage();
    await page.goto(`${origin}/${name}`, { waitUntil: 'load' });
    await page.evaluate(fillPage);
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    const busyMs = async () => {
      const { metrics } = await client.send('Performance.getMetrics');
      return metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
    };
    pages[name] = { page, busyMs };
  }
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const name of round % 2 ? [...names].reverse() : names) {
      const { page, busyMs } = pages[name];
      await page.bringToFront();
      const before = await busyMs();
      await page.evaluate(changePage);
      const spent = (await busyMs()) - before;
      if (round >= 0) results[name].push(spent);
    }
  }
  for (const name of names) await pages[name].page.close();
  return results;
}
