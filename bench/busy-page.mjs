/**
 * Measures what the script, which watches the page for placeholders, costs a busy page. The page has 10,000 nodes, and
 * table rows are added, changed and removed. The same page without the script is the comparison. The time contains
 * observers and layout. The two pages are in two frames and take turns, for 60 rounds. The first 10 rounds only
 * warm up.
 */
export async function busyPage(page) {
  const rounds = await page.evaluate(async () => {
    const open = async (address) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      await new Promise((resolve) => {
        frame.onload = resolve;
        frame.src = address;
      });
      const { document: inner } = frame.contentWindow;
      const row = '<tr><td class="name">A name</td><td data-value="7">7</td><td><a href="#">More</a></td></tr>';
      inner.body.innerHTML = `<table>${row.repeat(1250)}</table>`; // 8 nodes a row.
      return { inner, table: inner.querySelector('tbody') };
    };
    const time = async ({ inner, table }) => {
      const start = performance.now();
      for (let turn = 0; turn < 200; turn += 1) {
        const row = table.children[(turn * 7) % 1250].cloneNode(true);
        table.append(row);
        row.children[1].textContent = turn;
        table.firstElementChild.remove();
        if (turn % 4 === 3) await null; // Now the observers are called, with a few changes at once.
      }
      void inner.body.offsetHeight;
      return performance.now() - start;
    };
    const [ours, plain] = [await open('/watched'), await open('/plain')];
    const results = [];
    for (let round = 0; round < 70; round += 1) {
      // Each frame is the first one in every second round.
      const [first, second] = round % 2 ? [ours, plain] : [plain, ours];
      const times = new Map([[first, await time(first)]]);
      times.set(second, await time(second));
      results.push([times.get(ours), times.get(plain)]);
    }
    return results.slice(10);
  });
  return { ours: rounds.map(([time]) => time), plain: rounds.map(([, time]) => time) };
}
