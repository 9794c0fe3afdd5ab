import process from 'node:process';
import type { Browser } from './person.js';
import { startScreen } from '../../../scripts/programs.mjs';
import { launchChromiumWithPuppeteer, launchFirefoxWithPuppeteer } from './puppeteer.js';
import { launchWebKit } from './webkit.js';

export interface Engine {
  readonly name: 'Chromium' | 'Firefox' | 'WebKit';
  launch(): Promise<Browser>;
}

/** Returns the engines whose paths are in the environment. `scripts/browsers.mjs` finds them for `npm test`. */
export function findEngines(): Engine[] {
  const { CHROMIUM_PATH, FIREFOX_PATH, WEBKIT_PATH, WEBKIT_DRIVER_PATH } = process.env;
  const engines: Engine[] = [];
  if (CHROMIUM_PATH) {
    engines.push({
      name: 'Chromium',
      launch: () => launchOnScreen((display) => launchChromiumWithPuppeteer(CHROMIUM_PATH, display)),
    });
  }
  if (FIREFOX_PATH) engines.push({ name: 'Firefox', launch: () => launchFirefoxWithPuppeteer(FIREFOX_PATH) });
  if (WEBKIT_PATH && WEBKIT_DRIVER_PATH) {
    engines.push({
      name: 'WebKit',
      launch: () => launchOnScreen((display) => launchWebKit(WEBKIT_PATH, WEBKIT_DRIVER_PATH, display)),
    });
  }
  if (engines.length === 0)
    throw new Error('Set CHROMIUM_PATH, FIREFOX_PATH or WEBKIT_PATH, or run the tests with `npm test`.');
  return engines;
}

/** Launches a browser on an invisible screen. With `--visible`, or without Xvfb, it opens on the visible screen. */
async function launchOnScreen(launch: (display: string) => Promise<Browser>): Promise<Browser> {
  const { DISPLAY, TEST_VISIBLE } = process.env;
  const XVFB_PATH = TEST_VISIBLE ? undefined : process.env.XVFB_PATH;
  if (!XVFB_PATH && !DISPLAY && process.platform === 'linux')
    throw new Error('The browser needs a screen: set DISPLAY or XVFB_PATH.');
  if (!XVFB_PATH) return launch(DISPLAY ?? '');
  const screen = await startScreen(XVFB_PATH);
  const browser = await launch(screen.display);
  return {
    newPerson: () => browser.newPerson(),
    async close() {
      await browser.close();
      await screen.close();
    },
  };
}
