/** What many elements cost, beside as many plain ones: script, layout, and memory apart. */

/** The markup of one of each kind. A plain element has a button in a shadow root, and nothing else. */
const kinds = {
  plain: '<plain-button token-endpoint="/api/link-token">Connect</plain-button>',
  element: '<junction-connect token-endpoint="/api/link-token">Connect</junction-connect>',
  placeholder: '<div data-junction-connect>Connect</div>',
};

export const kindNames = Object.keys(kinds);

/** The rounds before the measurement, in which the browser compiles the code. */
const warmUpRounds = 3;

/** The rounds in which the heap is measured. */
const heapRounds = 3;

function definePlainButton() {
  class PlainButton extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      root.innerHTML = '<style>button { cursor: pointer }</style><button><slot></slot></button>';
    }
  }
  customElements.define('plain-button', PlainButton);
}

/** Adds elements to the page, and waits until they are shown: placeholders are found a moment after they were added. */
async function addAll([markup, count]) {
  const root = document.createElement('main');
  root.innerHTML = markup.repeat(count);
  document.body.append(root);
  await root.lastElementChild.updateComplete;
  void root.offsetHeight; // Forces the layout.
  await new Promise((resolve) => setTimeout(resolve, 250));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function removeAll() {
  document.querySelector('main').remove();
  await new Promise((resolve) => setTimeout(resolve, 300));
}

/**
 * Measures one number of elements, of each kind in turn.
 *
 * @returns {Promise<Record<string, { script: number[], layout: number[], memory: number[] }>>} milliseconds for all of them,
 *   and bytes of the heap for each
 */
export async function measureElements(page, count, rounds) {
  await page.evaluate(definePlainButton);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const read = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const add = async (kind) => {
    const before = await read();
    await page.evaluate(addAll, [kinds[kind], count]);
    const after = await read();
    const spent = (name) => (after[name] - before[name]) * 1000;
    const layout = spent('LayoutDuration') + spent('RecalcStyleDuration');
    // `ScriptDuration` leaves out microtasks, and Lit renders in them.
    return { script: spent('TaskDuration') - layout, layout };
  };
  const results = Object.fromEntries(kindNames.map((kind) => [kind, { script: [], layout: [], memory: [] }]));
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const kind of round % 2 ? [...kindNames].reverse() : kindNames) {
      const { script, layout } = await add(kind);
      await page.evaluate(removeAll);
      if (round < 0) continue;
      results[kind].script.push(script);
      results[kind].layout.push(layout);
    }
  }
  // The collection of garbage also throws away compiled code, so this comes last.
  const readHeap = async () => {
    await client.send('HeapProfiler.collectGarbage');
    return (await read()).JSHeapUsedSize;
  };
  for (let round = 0; round < heapRounds; round += 1) {
    for (const kind of kindNames) {
      const heap = await readHeap();
      await add(kind);
      results[kind].memory.push(((await readHeap()) - heap) / count);
      await page.evaluate(removeAll);
    }
  }
  return results;
}
