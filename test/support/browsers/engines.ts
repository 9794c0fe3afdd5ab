import process from 'node:process';
import type { Browser } from './person.js';
import { startScreen } from '../../../scripts/programs.mjs';
import { launchChromium, launchFirefox } from './puppeteer.js';
import { launchWebKit } from './webkit.js';

export interface Engine {
  readonly name: 'Chromium' | 'Firefox' | 'WebKit';
  launch(): Promise<Browser>;
}

/** The engines that `scripts/browsers.mjs` found, as `npm test` hands them on. */
export function findEngines(): Engine[] {
  const { CHROMIUM_PATH, FIREFOX_PATH, WEBKIT_PATH, WEBKIT_DRIVER_PATH } = process.env;
  const engines: Engine[] = [];
  if (CHROMIUM_PATH) {
    engines.push({ name: 'Chromium', launch: () => onScreen((display) => launchChromium(CHROMIUM_PATH, display)) });
  }
  if (FIREFOX_PATH) engines.push({ name: 'Firefox', launch: () => launchFirefox(FIREFOX_PATH) });
  if (WEBKIT_PATH && WEBKIT_DRIVER_PATH) {
    engines.push({
      name: 'WebKit',
      launch: () => onScreen((display) => launchWebKit(WEBKIT_PATH, WEBKIT_DRIVER_PATH, display)),
    });
  }
  if (engines.length === 0) throw new Error('Name the browsers in CHROMIUM_PATH and so on, or run `npm test`.');
  return engines;
}

/** Gives a browser a screen that nobody sees. With `--visible`, or without Xvfb, the browser is on the person's screen. */
async function onScreen(launch: (display: string) => Promise<Browser>): Promise<Browser> {
  const { DISPLAY, TEST_VISIBLE } = process.env;
  const XVFB_PATH = TEST_VISIBLE ? undefined : process.env.XVFB_PATH;
  if (!XVFB_PATH && !DISPLAY && process.platform === 'linux') throw new Error('The browser needs a screen, or Xvfb.');
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
