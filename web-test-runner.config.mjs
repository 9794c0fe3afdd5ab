import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findEngines } from './scripts/browsers.mjs';
import { endOnExit } from './scripts/process-group.mjs';
import { pageFolders } from './scripts/test-groups.mjs';
import { countsReporter } from './scripts/wtr-reporter.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';
import { pageServer } from './test/support/page-server.js';

/** Returns a launcher that uses Puppeteer: for Chromium by the DevTools protocol, for Firefox by WebDriver BiDi. */
function puppeteerLauncher(launchOptions, { name, path }) {
  const launcher = chromeLauncher({
    launchOptions: { ...launchOptions, executablePath: path, headless: !process.env.TEST_VISIBLE },
    createBrowserContext({ browser }) {
      endOnExit(browser.process());
      return browser.defaultBrowserContext();
    },
  });
  return Object.assign(launcher, { name });
}

const launchers = {
  // Chromium's sandbox does not work for root, which is the user in most containers.
  Chromium: (engine) => puppeteerLauncher({ args: ['--no-sandbox'] }, engine),
  Firefox: (engine) => puppeteerLauncher({ browser: 'firefox' }, engine),
  WebKit: webkitLauncher,
};

/** The configuration. It is loaded with tsx, which compiles the server of the tests. */
export default {
  files: pageFolders.map((folder) => `test/${folder}/**/*.test.ts`),
  browsers: findEngines(process.env.TEST_ENGINES?.split(','))
    .filter(({ missing }) => !missing)
    .map((engine) => launchers[engine.name](engine)),
  // Only one page can have the focus, and browsers slow down the timers of pages in the background.
  concurrency: 1,
  concurrentBrowsers: 3,
  browserStartTimeout: 60_000,
  testsStartTimeout: 30_000,
  // In a visible browser, somebody may stop at a breakpoint for a long time. For a test, 0 means no limit.
  testsFinishTimeout: process.env.TEST_VISIBLE ? 86_400_000 : 60_000,
  testFramework: { config: { ui: 'bdd', timeout: process.env.TEST_VISIBLE ? 0 : 10_000 } },
  nodeResolve: { extensions: ['.ts', '.mjs', '.js'], exportConditions: ['browser', 'production'], browser: true },
  plugins: [
    // All three browsers know the newest syntax. tsconfig.json says the rest, such as how class fields are set.
    esbuildPlugin({ ts: true, target: 'esnext', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
  ],
  middleware: [pageServer()],
  reporters: [
    defaultReporter({ reportTestProgress: Boolean(process.stdout.isTTY) }),
    countsReporter(process.env.TEST_COUNTS_FILE),
  ],
};
