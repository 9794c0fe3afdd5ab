/**
 * Runs many sessions of every outcome in Chromium, and counts what they leave in the page: nodes, listeners, documents,
 * channels, timers and windows. Each session adds an element to the page, and removes it again.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { chromium } from 'playwright-core';
import { provideEngines } from '../scripts/browsers.mjs';

/** The time after which the browser has released everything that sessions do not keep, in milliseconds. */
const releasedWithinMs = 30_000;

/** The time between two measurements, in milliseconds. */
const measureAgainMs = 100;

const standalone = readFileSync(new URL('../dist/standalone.js', import.meta.url));

/** A script in place of Link's. It shows a frame, and a session decides what Link reports. */
const linkScript = `window.Vital = { create(config) {
  const frame = document.createElement('iframe');
  window.linkConfig = config;
  return {
    open() { document.body.append(frame); window.onLinkOpen?.(config); },
    exit() { frame.remove(); },
    destroy() { frame.remove(); },
  };
} };`;

const pageHtml = `<!doctype html><title>Soak</title><link rel="icon" href="data:,">
<script>
  // Counts what the browser does not count itself.
  window.counts = { channels: 0, timers: 0 };
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(name) { super(name); counts.channels += 1; }
    close() { if (!this.isClosed) counts.channels -= 1; this.isClosed = true; super.close(); }
  };
  const timers = new Set();
  const { setTimeout: set, clearTimeout: clear } = window;
  const update = () => { counts.timers = timers.size; };
  window.setTimeout = (work, ms, ...rest) => {
    const id = set(() => { timers.delete(id); update(); work(...rest); }, ms);
    timers.add(id); update();
    return id;
  };
  window.clearTimeout = (id) => { clear(id); timers.delete(id); update(); };
</script>
<script src="/standalone.js" data-token-endpoints="/api/link-token"></script>`;

/** Returns the address that hosted Link goes to at once, with the outcome that its own address names. */
function returnAddress(url) {
  const address = new URL(url.searchParams.get('redirect'));
  for (const [name, value] of new URLSearchParams(url.searchParams.get('outcome')))
    address.searchParams.set(name, value);
  return address.href;
}

/** Serves the page, the script, the token endpoint and hosted Link. */
function startServer() {
  const server = createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    const url = new URL(request.url, origin);
    const send = (type, body, status = 200) => response.writeHead(status, { 'Content-Type': type }).end(body);
    if (url.pathname === '/standalone.js') return send('text/javascript', standalone);
    if (url.pathname === '/initialize.js') return send('text/javascript', linkScript);
    if (url.pathname === '/hosted') {
      if (!url.searchParams.get('outcome')) return send('text/html', '<!doctype html><title>Link</title>');
      return response.writeHead(303, { Location: returnAddress(url) }).end();
    }
    if (url.pathname === '/api/link-token') {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { redirect_url: redirect, provider: outcome } = JSON.parse(body);
      if (outcome === 'refused') return send('application/json', '{}', 500);
      const address = `${origin}/hosted?${new URLSearchParams({ redirect: redirect ?? origin, outcome: outcomes[outcome] ?? '' })}`;
      return send('application/json', JSON.stringify({ link_token: 'soak-token-0001', link_web_url: address }));
    }
    if (url.pathname.startsWith('/missing')) return send('text/plain', 'Not found', 404);
    return send('text/html', pageHtml);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** The parameters with which hosted Link returns. The attribute \`provider\` names the outcome. */
const outcomes = {
  success: 'state=success',
  exit: 'state=error&error_type=user_cancelled',
  error: 'state=error&error_type=provider_api_error',
};

/** Runs in the page. Each session resolves when it has ended, and its element is removed. */
async function runInPage({ origin, from, count }) {
  const { configureLink } = customElements.get('junction-connect');
  const configure = (script) => configureLink({ script: `${origin}/${script}`, origins: [origin] });
  configure('initialize.js');
  const add = (attributes = '') => {
    const root = document.createElement('div');
    root.innerHTML = `<junction-connect ${attributes}></junction-connect>`;
    document.body.append(root);
    return root.firstElementChild;
  };
  const event = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
  const openWith = async (attributes, report) => {
    const element = add(attributes);
    const opened = new Promise((resolve) => (window.onLinkOpen = resolve));
    void element.open();
    const link = await opened;
    await element.updateComplete;
    await report(link, element);
    return element;
  };
  const popup = async (outcome, type) => {
    const element = add(`mode="popup" provider="${outcome}"`);
    const ended = event(element, type);
    void element.open();
    await ended;
    return element;
  };
  const { open } = window;
  const closeWindowAtLink = async () => {
    const element = add('mode="popup"');
    // A variable outside of this function would keep the document of the closed window. How many nodes that document has
    // depends on how much of it was parsed before the window closed.
    let linkWindow;
    window.open = (...args) => (linkWindow = open.apply(window, args));
    await element.open();
    window.open = open;
    while (linkWindow.location.pathname !== '/hosted') await new Promise((resolve) => setTimeout(resolve, 20));
    linkWindow.close();
    return element;
  };
  const noWindow = async (element) => {
    window.open = () => null;
    const failed = event(element, 'junction-error');
    await element.open();
    await failed;
    window.open = open;
  };
  const sessions = {
    'a success': () => openWith('mode="embed"', ({ onSuccess, onExit }) => (onSuccess({}), onExit())),
    'a success, and the element is removed while Link is there': () => openWith('', ({ onSuccess }) => onSuccess({})),
    'an exit': () => openWith('', ({ onExit }) => onExit()),
    'an error, and an exit': () => openWith('', ({ onError, onExit }) => (onError('provider_api_error'), onExit())),
    'an error, and a success': () => openWith('', ({ onError, onSuccess }) => (onError('x'), onSuccess({}))),
    'an expired token': () =>
      openWith('', async ({ onError }) => {
        const reopened = new Promise((resolve) => (window.onLinkOpen = resolve));
        onError('token_expired');
        (await reopened).onSuccess({});
      }),
    'close() while Link is there': () => openWith('', (_link, element) => element.close()),
    'close() while the token loads': async () => {
      const element = add();
      void element.open();
      element.close();
      return element;
    },
    'a removal while the token loads': async () => {
      const element = add();
      void element.open();
      return element;
    },
    'a refused request': async () => {
      const element = add('provider="refused"');
      await element.open();
      return element;
    },
    'a new session after a success': () =>
      openWith('', async ({ onSuccess }, element) => {
        onSuccess({});
        await element.open();
      }),
    'a script of Link that does not load': async () => {
      const { Vital } = window;
      delete window.Vital;
      configure('missing/initialize.js');
      const element = add();
      await element.open();
      configure('initialize.js');
      window.Vital = Vital;
      return element;
    },
    'a configuration that is refused': async () => {
      const element = add('token-endpoint="https://evil.example/t"');
      await element.open();
      return element;
    },
    'a window with a success': () => popup('success', 'junction-success'),
    'a window with an exit': () => popup('exit', 'junction-exit'),
    'a window with an error': () => popup('error', 'junction-error'),
    'a window that is closed by the page': async () => {
      const element = add('mode="popup"');
      void element.open();
      element.close();
      return element;
    },
    'a window that a person closes, and the element is removed': closeWindowAtLink,
    'no window': async () => {
      const element = add('mode="popup"');
      await noWindow(element);
      return element;
    },
    'a placeholder': async () => {
      const root = document.createElement('div');
      root.innerHTML = '<div data-junction-connect>Connect</div>';
      document.body.append(root);
      const [placeholder] = root.children;
      while (!placeholder.shadowRoot) await new Promise((resolve) => requestAnimationFrame(resolve));
      const opened = new Promise((resolve) => (window.onLinkOpen = resolve));
      placeholder.click();
      (await opened).onExit();
      return placeholder;
    },
  };
  const names = Object.keys(sessions);
  for (let number = from; number < from + count; number += 1) {
    const name = names[number % names.length];
    let timer;
    const timedOut = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`This session does not end: ${name}`)), 20_000);
    });
    const ended = await Promise.race([sessions[name](), timedOut]);
    clearTimeout(timer);
    // So that each kind shows its message in the first sessions, too: Lit keeps the template of each kind of message.
    await ended.updateComplete;
    ended.parentElement.remove();
  }
  return names.length;
}

/** Returns true when no count is larger than before. */
const isAtMost = (counts, before) => Object.entries(counts).every(([name, value]) => value <= before[name]);

/**
 * Measures again and again until the counts are as wanted. Returns the last counts, also when they never are.
 *
 * An element that was removed ends its session 100 ms later, because it may have moved. Then Chromium needs some more
 * collections of garbage for the documents of frames and windows. Until then the counts are too large, never too small.
 */
async function measureUntil(measure, isWanted) {
  const deadline = performance.now() + releasedWithinMs;
  let counts = await measure();
  while (!isWanted(counts) && performance.now() < deadline) {
    await wait(measureAgainMs);
    counts = await measure();
  }
  return counts;
}

/** Measures until nothing has changed for ten measurements in a row. Throws when the counts do not come to rest. */
async function measureSettled(measure) {
  let last = {};
  let unchanged = 0;
  const counts = await measureUntil(measure, (now) => {
    unchanged = isDeepStrictEqual(now, last) ? unchanged + 1 : 0;
    last = now;
    return unchanged === 10;
  });
  if (unchanged < 10)
    throw new Error(`The page does not come to rest after its first sessions: ${JSON.stringify(counts)}`);
  return counts;
}

/**
 * Runs sessions, and prints what they have left.
 *
 * @param {number} count
 * @param {(line: string) => void} print Called with each line of the report
 * @returns {Promise<boolean>} true when nothing is left
 */
export async function soakSessions(count = 10_000, print = console.log) {
  const [{ path, missing }] = provideEngines(['Chromium']);
  if (missing) throw new Error(`The sessions need Chromium: ${missing}`);
  const server = await startServer();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-background-networking', '--js-flags=--expose-gc'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    const client = await page.context().newCDPSession(page);
    const measure = async () => {
      await client.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners: listeners, documents } = await client.send('Memory.getDOMCounters');
      const { channels, timers } = await page.evaluate(() => window.counts);
      const frames = page.frames().length;
      return { nodes, listeners, documents, frames, channels, timers, windows: page.context().pages().length };
    };
    const run = async (from, sessions) => page.evaluate(runInPage, { origin, from, count: sessions });
    const kinds = await run(0, 40); // Creates what the page keeps from its first sessions on.
    const before = await measureSettled(measure);
    const chunk = 200;
    for (let done = 0; done < count; done += chunk) await run(done, Math.min(chunk, count - done));
    const after = await measureUntil(measure, (counts) => isAtMost(counts, before));
    const left = Object.entries(after).map(([name, value]) => `${value - before[name]} ${name}`);
    print(`${count} sessions of ${kinds} kinds leave: ${left.join(', ')}`);
    return isAtMost(after, before);
  } finally {
    await browser.close();
    server.close();
  }
}
