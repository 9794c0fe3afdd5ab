/** The contenders of the benchmarks: our element, Junction's official hook, and code that is written by hand. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('contenders', import.meta.url));
const dist = new URL('../../dist/', import.meta.url);

/** Bundles and minifies code, as a site does before it publishes it. */
export async function bundle(code, options = {}) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    ...options,
  });
  return outputFiles[0].text;
}

/** React 19, and Preact in place of React. */
export const react = { react: 'react-19', 'react-dom': 'react-dom-19' };
const preact = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
};

const element = (attributes = '') =>
  `<junction-connect token-endpoint="/api/link-token" mode="embed" ${attributes}>Connect a device</junction-connect>`;

const standalone = readFileSync(new URL('standalone.js', dist));

/** The contenders: the script of each, its markup, and the control that a person presses. */
export const contenders = {
  element: {
    title: "this package's script",
    does: 'Custom element: a button with its states and texts in seven languages, three ways to open Link, and returns',
    script: standalone,
    markup: element(),
    control: 'junction-connect button',
  },
  withoutPrefetch: {
    title: 'the same, with `prefetch="none"`',
    script: standalone,
    markup: element('prefetch="none"'),
    control: 'junction-connect button',
  },
  modules: {
    title: "this package's ES modules, with Lit",
    does: 'The same, without placeholders and script tags',
    script: await bundle(`import '${fileURLToPath(new URL('index.js', dist))}';`),
    markup: element(),
    control: 'junction-connect button',
  },
  byHand: {
    title: 'code written by hand',
    does: 'A button that opens Link in a frame, without any error, text or event',
    script: await bundle(`import './by-hand.js';`),
    markup: '<button id="press">Connect a device</button>',
    control: '#press',
  },
  react: {
    title: 'the official hook, React 19',
    does: "React hook, without a button, a token or texts. Loads Link's script with the page",
    script: await bundle(`import './hook.mjs';`, { alias: react }),
    markup: '<div id="root"></div>',
    control: '#press',
  },
  preact: {
    title: 'the official hook, Preact',
    does: 'The same hook, on Preact',
    script: await bundle(`import './hook.mjs';`, { alias: preact }),
    markup: '<div id="root"></div>',
    control: '#press',
  },
};

/**
 * Runs in each page. Records when the person presses, when Link opens, and when it is painted. The time of the press is the
 * event's own time. `endpointMs` is the time of the request to the endpoint, as the browser measures it.
 */
const probe = `window.bench = {
  opened() { this.openedAt ??= performance.now(); },
  result() {
    const { pressedAt, openedAt, paintedAt } = this;
    if (paintedAt === undefined) return undefined;
    const [{ duration: endpointMs }] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/link-token'));
    return { open: openedAt - pressedAt, paint: paintedAt - performance.timeOrigin - pressedAt, endpointMs };
  },
};
addEventListener('click', (event) => { bench.pressedAt ??= event.timeStamp; }, true);
addEventListener('message', ({ data }) => { bench.paintedAt ??= data.paintedAt; });`;

const page = (name, { markup }) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>
<link rel="icon" href="data:,"><script>${probe}</script>
${markup}
<script src="/${name}.js"></script>`;

/** The pages and scripts of the site, by their paths. Two are for rows that change: one with our script, and one without. */
export const pages = {
  ...Object.fromEntries(Object.entries(contenders).map(([name, contender]) => [`/${name}`, page(name, contender)])),
  '/watched': `<!doctype html><title>Bench</title>${element()}<div data-junction-connect>Connect</div><script src="/element.js"></script>`,
  '/plain': '<!doctype html><title>Bench</title>',
};
export const scripts = Object.fromEntries(
  Object.entries(contenders).map(([name, { script }]) => [`/${name}.js`, script]),
);
