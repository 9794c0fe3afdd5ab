// @ts-check
/**
 * Starts the page of the static demo. `demo/static-page.ts` puts this script into the page, in place of those that
 * `index.html` names. The page stays hidden until the service worker answers its requests.
 */
import { create, find } from './scripts/page.js';

/** The longest time that the worker may take to start, in milliseconds. */
const startTimeoutMs = 10_000;

const workerUrl = new URL('service-worker.js', document.baseURI).href;

/** Returns true when the worker gets the requests of this page. */
const isControlled = () => navigator.serviceWorker.controller?.scriptURL === workerUrl;

/** Registers the worker, and waits until it gets the requests of this page. */
async function startWorker() {
  if (!('serviceWorker' in navigator)) throw new Error('This browser has no service workers here.');
  const registration = await navigator.serviceWorker.register(workerUrl);
  if (isControlled()) return;
  await new Promise((resolve, reject) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => isControlled() && resolve(undefined));
    setTimeout(() => reject(new Error('The service worker did not start.')), startTimeoutMs);
    // A worker that has just been installed takes this page by itself. After a reload with Shift, the page has to ask.
    registration.active?.postMessage('claim');
  });
}

/**
 * Adds a classic script to the page, and waits until it has run.
 *
 * @param {string} src
 */
async function runScript(src) {
  const script = document.createElement('script');
  script.src = src;
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error(`The script ${src} did not load.`)));
    document.head.append(script);
  });
}

/** Says that the demo cannot run here, and what the person can do. */
function showProblem() {
  find('#badge', HTMLElement).dataset.junction = 'unknown';
  find('#badge-text', HTMLElement).textContent = 'The demo does not run in this window';
  const canHelp = window.isSecureContext
    ? 'Open this page in an ordinary window, not in a private one, and allow the page to store data. Or use another browser.'
    : 'Open this page at an address that begins with https.';
  find('main', HTMLElement).before(
    create(
      'p',
      { class: 'problem', role: 'alert' },
      'This demo has no server. It needs a service worker, a program of the page that your browser runs. Your browser does not run it in this window. ',
      canHelp,
    ),
  );
}

const isStarted = await startWorker().then(
  () => true,
  (error) => {
    console.error(error);
    showProblem();
    return false;
  },
);
if (isStarted) {
  find('main', HTMLElement).hidden = false; // Before the scripts: after a return from Link, the element gets the focus.
  try {
    await runScript('link-location.js');
    await import('./scripts/main.js');
    // The last one: in a page that has loaded, the elements dispatch the outcome of a return at once. `main.js` listens for it.
    await runScript('connections.js');
  } catch (error) {
    console.error(error);
    find('#badge-text', HTMLElement).textContent = 'A part of the demo did not load. Load the page again.';
  }
}
