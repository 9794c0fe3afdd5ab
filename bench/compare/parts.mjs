/** The parts of the benchmark. Each returns a section of docs/benchmarks.md: a heading, what was measured, and a table. */
import { measureBusyPage } from './busy-page.mjs';
import { contenders } from './contenders.mjs';
import { kindNames, measureElements } from './elements.mjs';
import { measureEndpoint } from './endpoint.mjs';
import { measureMainThread } from './main-thread.mjs';
import { measurePress } from './press.mjs';
import { requestsBeforeIntent } from './requests.mjs';
import { measureSizes } from './sizes.mjs';
import { median, ratioOf, summaryOf } from './statistics.mjs';

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Returns a median in milliseconds, and half of the distance between the quartiles. */
const formatMs = (numbers) => {
  const { median, spread } = summaryOf(numbers);
  return `${median.toFixed(1)} ± ${(spread / 2).toFixed(1)}`;
};
const formatRatio = (ratio) => `${ratio.toFixed(2)} ×`;
const titleOf = (name) => contenders[name].title;

/** The delays of the endpoint and of Link's script, in milliseconds. */
const allDelays = [
  [0, 0],
  [120, 0],
  [0, 120],
  [120, 120],
  [120, 240],
  [600, 0],
  [0, 600],
  [120, 600],
  [600, 120],
  [600, 600],
].map(([endpoint, script]) => ({ endpoint, script }));

/** Returns the cells for the first paint of Link. */
const paintCells = ({ element, byHand }) => [
  formatMs(element.paint),
  formatMs(byHand.paint),
  formatRatio(ratioOf(element.paint, byHand.paint)),
];

async function size() {
  const rows = (await measureSizes()).map(({ name, bytes, does }) => [name, (bytes / 1000).toFixed(1), does]);
  return `## Size\n\nCompressed with brotli, including dependencies such as React.\n\n${table(['code', 'kB', 'what it does by itself'], rows)}`;
}

async function requests({ browser, hosts }) {
  const names = ['element', 'withoutPrefetch', 'byHand', 'react', 'preact'];
  const found = await requestsBeforeIntent(browser, hosts, names);
  const rows = names.map((name) => [titleOf(name), found[name].join(', ') || 'none']);
  return `## Requests before a pointer, a finger or the keyboard reaches the button\n\n${table(['code', 'requests'], rows)}`;
}

async function press({ browser, hosts, rounds = 7 }) {
  const names = ['element', 'withoutPrefetch', 'byHand', 'react', 'preact'];
  const head = [
    'delay of endpoint + script, ms',
    'browser',
    ...names.map(titleOf),
    'our script ÷ by hand',
    'with `prefetch="none"` ÷ by hand',
    'first paint of Link: our script',
    'first paint of Link: by hand',
    'first paint: our script ÷ by hand',
  ];
  const rows = [];
  for (const delays of allDelays) {
    for (const isWarm of [false, true]) {
      const results = await measurePress(browser, hosts, names, { delays, rounds, isWarm });
      rows.push([
        `${delays.endpoint} + ${delays.script}`,
        isWarm ? 'warm' : 'cold',
        ...names.map((name) => formatMs(results[name].open)),
        formatRatio(ratioOf(results.element.open, results.byHand.open)),
        formatRatio(ratioOf(results.withoutPrefetch.open, results.byHand.open)),
        ...paintCells(results),
      ]);
    }
  }
  return `## From the press to Link: the pointer comes with the press\n\nMilliseconds from the press to \`open(token)\`.\n\n${table(head, rows)}`;
}

async function intent({ browser, hosts, rounds = 7 }) {
  const names = ['element', 'byHand', 'react'];
  const head = [
    'pointer rests, ms',
    'delay of endpoint + script, ms',
    ...names.map(titleOf),
    'our script ÷ by hand',
    'our script, minus the time of the request',
    'first paint of Link: our script',
    'first paint of Link: by hand',
    'first paint: our script ÷ by hand',
  ];
  const rows = [];
  for (const intentMs of [100, 300, 1000]) {
    for (const delays of allDelays) {
      const results = await measurePress(browser, hosts, names, { delays, rounds, intentMs, isWarm: false });
      rows.push([
        `${intentMs}`,
        `${delays.endpoint} + ${delays.script}`,
        ...names.map((name) => formatMs(results[name].open)),
        formatRatio(ratioOf(results.element.open, results.byHand.open)),
        formatMs(results.element.open.map((open, round) => open - results.element.endpointMs[round])),
        ...paintCells(results),
      ]);
    }
  }
  return `## From the press to Link: the pointer rests on the button first\n\nMilliseconds from the press to \`open(token)\`, in a cold browser. The time of the request is what the browser measures from\nthe request to the endpoint to the end of its answer.\n\n${table(head, rows)}`;
}

async function elements({ browser, hosts, rounds = 12 }) {
  const rows = [];
  for (const count of [1, 100, 500, 2000]) {
    const page = await browser.newPage();
    await page.goto(`${hosts.origin}/element`);
    const results = await measureElements(page, count, rounds);
    await page.close();
    const work = (kind) => results[kind].script.map((script, round) => script + results[kind].layout[round]);
    for (const kind of kindNames) {
      rows.push([
        `${count} × ${kind}`,
        formatMs(results[kind].script),
        formatMs(results[kind].layout),
        count === 1 ? '–' : (median(results[kind].memory) / 1000).toFixed(1),
        formatRatio(ratioOf(work(kind), work('plain'))),
      ]);
    }
  }
  return `## Many elements\n\n_plain_ is a custom element that has only a button in a shadow root. _Script_ is the time of the main thread without layout,\nfrom the markup to the first two frames.\n\n${table(['elements', 'script, ms', 'layout, ms', 'heap of each, kB', 'script + layout ÷ plain'], rows)}`;
}

async function mainThread({ browser, hosts, rounds = 12 }) {
  const names = ['element', 'modules', 'byHand', 'react', 'preact'];
  const results = await measureMainThread(browser, hosts, names, rounds);
  const rows = names.map((name) => {
    const { view, viewBlocking, press: pressed, pressBlocking } = results[name];
    return [titleOf(name), ...[view, viewBlocking, pressed, pressBlocking].map(formatMs)];
  });
  const head = ['code', 'page load', 'page load: blocking', 'press', 'press: blocking'];
  return `## The main thread, with a processor slowed down 4 ×\n\nMilliseconds of work. _Blocking_ counts the part of each task after its first 50 ms (Total Blocking Time).\n\n${table(head, rows)}`;
}

async function busy({ browser, hosts, rounds = 15 }) {
  const { watched, plain } = await measureBusyPage(browser, hosts.origin, rounds);
  const rows = [
    ["with this package's script, a button and a placeholder", formatMs(watched), formatRatio(ratioOf(watched, plain))],
    ['without them', formatMs(plain), ''],
  ];
  return `## A page with 10,000 nodes, while its rows change\n\nMilliseconds of work of the main thread in about a second, in which 600 rows are added, changed and removed.\n\n${table(['page', 'ms', 'with ÷ without'], rows)}`;
}

async function endpoint({ rounds = 5 }) {
  const amount = 20_000;
  const results = await measureEndpoint(amount, rounds);
  const names = { handler: '`createLinkTokenHandler`', sdk: 'only the SDK' };
  const rows = Object.entries(names).map(([name, title]) => {
    const { rate, p99, heapGrowth } = results[name];
    const ratio = name === 'handler' ? formatRatio(ratioOf(rate, results.sdk.rate)) : '';
    return [title, Math.round(median(rate)), ratio, median(p99).toFixed(0), `${Math.round(heapGrowth / 1000)} kB`];
  });
  const head = [
    'handler',
    'requests a second',
    '÷ only the SDK',
    'p99, ms',
    `growth of the heap over ${amount * rounds} requests`,
  ];
  return `## The token endpoint\n\nJunction is a stand-in that answers at once. Ten requests run at the same time.\n\n${table(head, rows)}`;
}

export const parts = { size, requests, press, intent, elements, 'main-thread': mainThread, busy, endpoint };
