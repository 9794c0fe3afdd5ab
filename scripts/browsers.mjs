/**
 * Finds the browsers that the tests run in. As root on Debian, it installs the ones that are missing.
 * `node scripts/browsers.mjs` prints what was found.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installPackages, isDebian } from './debian.mjs';
import { findProgram } from './find-program.mjs';

/**
 * A browser engine, with the programs that run it.
 *
 * @typedef {object} Engine
 * @property {'Chromium' | 'Firefox' | 'WebKit'} name
 * @property {string} [path] The browser itself; undefined when a program is missing.
 * @property {string} [headlessPath] Chromium without a window, which opens a new page in about a third of the time. It is
 *   undefined when it is missing, and when `CHROMIUM_PATH` names the Chromium for all tests.
 * @property {string} [driver] WebKit's WebDriver server.
 * @property {string} [xvfb] Xvfb, an X server that needs no screen. WebKit has no headless mode, so it runs in this.
 * @property {string} [missing] The names of the programs that were not found.
 * @property {string} packages The Debian packages that contain the programs, separated by spaces.
 */

const macApplications = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
const macFirefox = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** Chromium without a window. Debian's package has the first name. */
const headlessShells = ['chromium-headless-shell', 'chrome-headless-shell'];

const finders = {
  Chromium() {
    const { CHROMIUM_PATH } = process.env;
    const candidates = ['chromium', 'chromium-browser', 'google-chrome', ...macApplications];
    if (CHROMIUM_PATH) return { packages: 'chromium', ...findBrowser([CHROMIUM_PATH]) }; // The one for all tests.
    return { packages: 'chromium', ...findBrowser(candidates), headlessPath: findBrowser(headlessShells).path };
  },
  Firefox() {
    const { FIREFOX_PATH } = process.env;
    return {
      packages: 'firefox-esr',
      ...findBrowser(FIREFOX_PATH ? [FIREFOX_PATH] : ['firefox-esr', 'firefox', macFirefox]),
    };
  },
  WebKit: () => ({ packages: 'webkit2gtk-driver xvfb', ...findWebKit() }),
};

/** @returns {Engine[]} the engines with these names, each with its programs or with the names of the missing ones. */
export const findEngines = (names = Object.keys(finders)) => names.map((name) => ({ name, ...finders[name]() }));

/** Returns the engines with these names. As root on Debian, it first installs the ones that are missing. */
export function provideEngines(names) {
  const engines = findEngines(names);
  const packages = engines.filter(({ missing }) => missing).map((engine) => engine.packages);
  const chromium = engines.find(({ name }) => name === 'Chromium');
  if (chromium && !chromium.headlessPath && !process.env.CHROMIUM_PATH) packages.push(headlessShells[0]);
  // Some journeys run Chromium with a window, which needs an X server.
  if (process.platform === 'linux' && !process.env.DISPLAY && !findProgram('Xvfb')) packages.push('xvfb');
  if (packages.length > 0) installPackages(packages);
  return findEngines(names);
}

/** @param {Engine} engine @returns {string} the paths of its programs, or what is missing and how to install it. */
export function describe({ path, headlessPath, driver, missing, packages }) {
  if (!missing) return `${[path, headlessPath].filter(Boolean).join(' and ')}${driver ? `, driven by ${driver}` : ''}`;
  const help = isDebian ? `: apt-get install ${packages} (as root)` : '';
  return `not found: ${missing}${help}`;
}

/** @param {Engine[]} engines @returns {NodeJS.ProcessEnv} the variables that give the tests the path of each program. */
export function variablesOf(engines) {
  const found = engines.filter(({ missing }) => !missing).map(({ name, path }) => [`${name.toUpperCase()}_PATH`, path]);
  const engineNamed = (name) => engines.find((engine) => engine.name === name);
  const others = [
    ['CHROMIUM_HEADLESS_PATH', engineNamed('Chromium')?.headlessPath],
    ['WEBKIT_DRIVER_PATH', engineNamed('WebKit')?.driver],
    ['XVFB_PATH', findProgram('Xvfb')],
  ].filter(([, path]) => path);
  return Object.fromEntries([...found, ...others]);
}

/** Finds the first program that runs. On Ubuntu, `chromium-browser` may be a script that only recommends a snap. */
function findBrowser(candidates) {
  const path = candidates.map(findProgram).find((file) => {
    if (!file) return false;
    return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
  });
  return path ? { path } : { missing: candidates.join(' or ') };
}

function findWebKit() {
  const path = findMiniBrowser();
  const driver = findProgram('WebKitWebDriver');
  const xvfb = findProgram('Xvfb');
  const missing = [
    !path && 'MiniBrowser',
    !driver && 'WebKitWebDriver',
    !xvfb && !process.env.DISPLAY && 'Xvfb',
  ].filter(Boolean);
  return missing.length > 0 ? { missing: missing.join(', '), xvfb } : { path, driver, xvfb };
}

/** Finds WebKitGTK's browser. It is in a directory with its libraries, and the name of that directory has its version. */
function findMiniBrowser() {
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/libexec'].filter(existsSync);
  const nested = readdirSync('/usr/lib', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...libraries, ...nested.map(({ name }) => join('/usr/lib', name))]
    .flatMap((directory) =>
      readdirSync(directory)
        .filter((name) => /^webkit2?gtk-\d/.test(name))
        .map((name) => join(directory, name, 'MiniBrowser')),
    )
    .find(existsSync);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const engines = provideEngines();
  for (const engine of engines) console.log(`${engine.name}: ${describe(engine)}`);
  if (process.env.CI && engines.some(({ missing }) => missing)) process.exitCode = 1;
}
