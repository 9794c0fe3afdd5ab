/** What a page asks for before a person shows any intent, besides its own page and scripts. */

/** The time for which the page is watched after its load, in milliseconds. */
const watchMs = 1500;

/** @returns {Promise<Record<string, string[]>>} the requests of each contender to the endpoint and to Link's host, and its connections to Link's host */
export async function requestsBeforeIntent(browser, hosts, names) {
  const results = {};
  for (const name of names) {
    hosts.requests.length = 0;
    const page = await browser.newPage();
    await page.goto(`${hosts.origin}/${name}`, { waitUntil: 'load' });
    await page.waitForTimeout(watchMs);
    await page.close();
    results[name] = hosts.requests.filter((request) => !/ shop\/\w+(\.js)?$/.test(request));
  }
  return results;
}
