/** The measurements, in a page that has the standalone script. Each returns its result as text. */

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * Measures how long it takes to make and show 500 elements. Compares it with 500 plain elements that have a button in a
 * shadow root. Both take turns, for 15 rounds.
 */
export async function manyElements(page) {
  const rounds = await page.evaluate(async () => {
    class PlainButton extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML =
          '<style>button { cursor: pointer }</style><button><slot></slot></button>';
      }
    }
    customElements.define('plain-button', PlainButton);
    const time = async (name) => {
      const start = performance.now();
      const root = document.createElement('div');
      root.innerHTML = `<${name} token-endpoint="/api/link-token">Connect</${name}>`.repeat(500);
      document.body.append(root);
      await root.lastElementChild.updateComplete;
      void root.offsetHeight; // Forces the layout, so that it is measured, too.
      const duration = performance.now() - start;
      root.remove();
      return duration;
    };
    const results = [];
    for (let round = 0; round < 15; round += 1)
      results.push([await time('junction-connect'), await time('plain-button')]);
    return results.slice(3); // The first rounds only warm up.
  });
  const [ours, plain] = [0, 1].map((index) => median(rounds.map((round) => round[index])));
  return `${ours.toFixed(1)} ms against ${plain.toFixed(1)} ms: ${(ours / plain).toFixed(2)} x`;
}

/**
 * Measures what the script, which watches the page for placeholders, costs a busy page. The page has 10,000 nodes, and
 * table rows are added, changed and removed. The same page without the script is the comparison. The time contains
 * observers and layout. The two pages are in two frames and take turns, for 60 rounds.
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
    const [ours, plain] = [await open('/'), await open('/plain')];
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
  const [ours, plain] = [0, 1].map((index) => median(rounds.map((round) => round[index])));
  return `${ours.toFixed(2)} ms against ${plain.toFixed(2)} ms: ${(ours / plain).toFixed(2)} x`;
}

/**
 * Measures the time from a press of the button to the moment when Link is opened. Compares it with code that requests the
 * token and the script at the same time without the element. Both take turns, for 25 rounds.
 */
export async function clickToLink(page, origin) {
  const rounds = await page.evaluate(async (origin) => {
    customElements.get('junction-connect').configureLink({ script: `${origin}/initialize.js`, origins: [] });
    const opened = () => new Promise((resolve) => (window.onLinkOpen = resolve));
    const removeLink = () => {
      delete window.Vital;
      document.querySelectorAll('script[src$="/initialize.js"]').forEach((script) => script.remove());
    };
    const element = document.body.appendChild(document.createElement('junction-connect'));
    element.tokenEndpoint = '/api/link-token';
    await element.updateComplete;
    const byElement = async () => {
      const open = opened();
      element.shadowRoot.querySelector('button').click();
      await open;
    };
    const byHand = async () => {
      const script = document.createElement('script');
      script.src = `${origin}/initialize.js`;
      const loaded = new Promise((resolve) => (script.onload = resolve));
      document.head.append(script);
      const options = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{}',
        cache: 'no-store',
      };
      const token = fetch('/api/link-token', options).then((response) => response.json());
      await loaded;
      window.Vital.create({}).open((await token).link_token);
    };
    const time = async (run) => {
      removeLink();
      const start = performance.now();
      await run();
      const duration = performance.now() - start;
      element.close(); // Not part of the measurement.
      return duration;
    };
    const results = [];
    for (let round = 0; round < 25; round += 1) results.push([await time(byElement), await time(byHand)]);
    return results.slice(3);
  }, origin);
  const [ours, byHand] = [0, 1].map((index) => median(rounds.map((round) => round[index])));
  return `${ours.toFixed(1)} ms against ${byHand.toFixed(1)} ms: ${(ours / byHand).toFixed(2)} x`;
}

/** Counts what 300 sessions leave in memory. They end in different ways, and garbage is collected before it counts. */
export async function cycles(page, origin) {
  const client = await page.context().newCDPSession(page);
  const count = async () => {
    await client.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners, documents } = await client.send('Memory.getDOMCounters');
    const channels = await page.evaluate(() => window.openChannels);
    return { nodes, listeners: jsEventListeners, documents, channels, windows: page.context().pages().length };
  };
  await page.evaluate(() => {
    window.openChannels = 0;
    window.BroadcastChannel = class extends BroadcastChannel {
      constructor(name) {
        super(name);
        window.openChannels += 1;
      }
      close() {
        super.close();
        window.openChannels -= 1;
      }
    };
  });
  const run = (rounds) =>
    page.evaluate(
      async ([origin, rounds]) => {
        customElements.get('junction-connect').configureLink({ script: `${origin}/initialize.js`, origins: [] });
        for (let round = 0; round < rounds; round += 1) {
          const element = document.body.appendChild(document.createElement('junction-connect'));
          element.fetchToken = () => 'bench-token-0001';
          if (round % 3 === 0) element.mode = 'popup';
          const opened = element.open();
          if (round % 4) await opened; // Every fourth is closed while it is loading.
          if (round % 2) element.close();
          element.remove();
          await opened;
        }
        // An element that was removed ends its session 100 ms later, because it may have moved. Then Chromium releases the
        // documents of the frames.
        await new Promise((resolve) => setTimeout(resolve, 1500));
      },
      [origin, rounds],
    );
  await run(20); // Creates what the page keeps from its first sessions on.
  const before = await count();
  await run(300);
  const after = await count();
  const leftovers = Object.entries(after).map(([name, value]) => `${value - before[name]} ${name}`);
  return leftovers.join(', ');
}
