import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { createSandbox } from './src/sandbox.js';
import { findEngines } from './scripts/browsers.mjs';
import { endOnExit } from './scripts/process-group.mjs';
import { browserFolders } from './scripts/test-groups.mjs';
import { countsReporter } from './scripts/wtr-counts.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';
import { testServer } from './test/support/server.mjs';

/** Both are driven by Puppeteer: Chromium by its DevTools, Firefox by WebDriver BiDi. */
function puppeteer(launchOptions, { name, path }) {
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
  Chromium: (engine) => puppeteer({ args: ['--no-sandbox'] }, engine), // Root, as in most containers, has no sandbox.
  Firefox: (engine) => puppeteer({ browser: 'firefox' }, engine),
  WebKit: webkitLauncher,
};

/** Runs under tsx, which compiles the local Junction. */
export default {
  files: browserFolders.map((folder) => `test/${folder}/**/*.test.ts`),
  browsers: findEngines(process.env.TEST_ENGINES?.split(','))
    .filter(({ missing }) => !missing)
    .map((engine) => launchers[engine.name](engine)),
  // One page at a time has the focus, and no timer of a page in the background.
  concurrency: 1,
  concurrentBrowsers: 3,
  browserStartTimeout: 60_000,
  testsStartTimeout: 30_000,
  // Whoever looks at the browser may have stopped at a breakpoint. 0 is no limit for a test.
  testsFinishTimeout: process.env.TEST_VISIBLE ? 86_400_000 : 60_000,
  testFramework: { config: { ui: 'bdd', timeout: process.env.TEST_VISIBLE ? 0 : 10_000 } },
  nodeResolve: { extensions: ['.ts', '.mjs', '.js'], exportConditions: ['browser', 'production'], browser: true },
  plugins: [
    // 'esnext': all three know the syntax; what matters is in tsconfig.json, such as how class fields are set.
    esbuildPlugin({ ts: true, target: 'esnext', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
  ],
  middleware: [testServer(createSandbox)],
  reporters: [
    defaultReporter({ reportTestProgress: Boolean(process.stdout.isTTY) }),
    countsReporter(process.env.TEST_COUNTS_FILE),
  ],
};
