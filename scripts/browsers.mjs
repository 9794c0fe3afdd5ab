/**
 * Finds the browsers that the tests run in, and installs those that are missing where that is the custom: as root on
 * Debian. `node scripts/browsers.mjs` says what there is.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installPackages, isDebian } from './debian.mjs';

/**
 * What starts an engine.
 *
 * @typedef {object} Engine
 * @property {'Chromium' | 'Firefox' | 'WebKit'} name
 * @property {string} [path] The program that shows pages; undefined when something is missing.
 * @property {string} [driver] WebKit's WebDriver server.
 * @property {string} [xvfb] The X server without a screen, which WebKit needs: it has no headless mode.
 * @property {string} [missing] What is not there.
 * @property {string} packages What to install for it on Debian.
 */

const macApplications = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
const macFirefox = '/Applications/Firefox.app/Contents/MacOS/firefox';

const finders = {
  Chromium() {
    const { CHROMIUM_PATH } = process.env;
    const usual = ['chromium', 'chromium-browser', 'google-chrome', ...macApplications];
    return { packages: 'chromium', ...browser(CHROMIUM_PATH ? [CHROMIUM_PATH] : usual) };
  },
  Firefox() {
    const { FIREFOX_PATH } = process.env;
    return {
      packages: 'firefox-esr',
      ...browser(FIREFOX_PATH ? [FIREFOX_PATH] : ['firefox-esr', 'firefox', macFirefox]),
    };
  },
  WebKit: () => ({ packages: 'webkit2gtk-driver xvfb', ...webkit() }),
};

/** @returns {Engine[]} the engines of these names, each with its programs or with what is missing. */
export const findEngines = (names = Object.keys(finders)) => names.map((name) => ({ name, ...finders[name]() }));

/** Finds the engines of these names, and before that installs the missing ones where that is possible. */
export function provideEngines(names) {
  const missing = findEngines(names).filter((engine) => engine.missing);
  const packages = missing.map((engine) => engine.packages);
  // Journeys show Chromium on a screen that nobody sees.
  if (process.platform === 'linux' && !process.env.DISPLAY && !which('Xvfb')) packages.push('xvfb');
  if (packages.length > 0) installPackages(packages);
  return findEngines(names);
}

/** @param {Engine} engine @returns {string} where it was found, or how to get it. */
export function describe({ path, driver, missing, packages }) {
  if (!missing) return [path, driver].filter(Boolean).join(', driven by ');
  const help = isDebian ? `: apt-get install ${packages} (as root)` : '';
  return `not there: ${missing}${help}`;
}

/** @param {Engine[]} engines @returns {NodeJS.ProcessEnv} what tells a test where each program is. */
export function variablesOf(engines) {
  const found = engines.filter(({ missing }) => !missing).map(({ name, path }) => [`${name.toUpperCase()}_PATH`, path]);
  const { driver } = engines.find(({ name }) => name === 'WebKit') ?? {};
  const others = [
    ['WEBKIT_DRIVER_PATH', driver],
    ['XVFB_PATH', which('Xvfb')],
  ].filter(([, path]) => path);
  return Object.fromEntries([...found, ...others]);
}

/** The first that runs: Ubuntu's `chromium-browser` may be a script that merely recommends a snap. */
function browser(candidates) {
  const path = candidates.map(which).find((file) => {
    if (!file) return false;
    return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
  });
  return path ? { path } : { missing: candidates.join(', nor ') };
}

function webkit() {
  const path = miniBrowser();
  const driver = which('WebKitWebDriver');
  const xvfb = which('Xvfb');
  const missing = [
    !path && 'MiniBrowser',
    !driver && 'WebKitWebDriver',
    !xvfb && !process.env.DISPLAY && 'Xvfb',
  ].filter(Boolean);
  return missing.length > 0 ? { missing: missing.join(', '), xvfb } : { path, driver, xvfb };
}

/** WebKitGTK keeps its browser with its libraries, in a directory that names its version. */
function miniBrowser() {
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

/** @param {string} program A name to look up, or a path. @returns {string | undefined} its path, if it can be run. */
function which(program) {
  const directories = program.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  return directories
    .map((directory) => join(directory, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const engines = provideEngines();
  for (const engine of engines) console.log(`${engine.name}: ${describe(engine)}`);
  if (process.env.CI && engines.some(({ missing }) => missing)) process.exitCode = 1;
}
