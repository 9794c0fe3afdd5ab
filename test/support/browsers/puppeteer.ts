import { setTimeout as delay } from 'node:timers/promises';
import {
  type Browser as PuppeteerBrowser,
  type BrowserContext,
  type Frame,
  launch,
  type LaunchOptions,
  type Page,
  type Target,
} from 'puppeteer-core';
import { type Browser, type keyCodes, waitTimeoutMs, type Person, type Script, type Tab, type View } from './person.js';
import { endOnExit } from '../../../scripts/programs.mjs';

/** Launches Chromium on a screen. Without a screen, each of its pages always has the focus. */
export const launchChromiumWithPuppeteer = (executablePath: string, display: string | undefined): Promise<Browser> =>
  launchBrowser({
    executablePath,
    headless: false,
    ...(process.env.TEST_VISIBLE && { slowMo: 300 }),
    args: ['--no-sandbox'], // Chromium cannot use its sandbox as root, the user of most containers.
    // By default Puppeteer disables the popup blocker. Here the browser must block a window that no press has opened.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    ...(display && { env: { ...process.env, DISPLAY: display } }),
  });

export const launchFirefoxWithPuppeteer = (executablePath: string): Promise<Browser> =>
  launchBrowser({
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: { 'dom.disable_open_during_load': true }, // Blocks popups, as in a person's Firefox.
  });

async function launchBrowser(options: LaunchOptions): Promise<Browser> {
  const browser = await launch({ ...options, defaultViewport: null });
  const program = browser.process();
  if (program) endOnExit(program);
  return {
    newPerson: () => newPerson(browser),
    close: () => browser.close(),
  };
}

async function newPerson(browser: PuppeteerBrowser): Promise<Person> {
  const context = await browser.createBrowserContext();
  const console: string[] = [];
  const tabs = new Map<Page, Tab>();
  const tabOf = (page: Page): Tab => {
    const tab = tabs.get(page) ?? new PuppeteerTab(page);
    if (!tabs.has(page)) page.on('console', (message) => console.push(message.text()));
    tabs.set(page, tab);
    return tab;
  };
  return {
    console,
    async openTab(url) {
      const tab = tabOf(await context.newPage());
      await tab.goto(url);
      await tab.bringToFront();
      return tab;
    },
    async openPopup(action) {
      const [page] = await Promise.all([waitForPopup(context, await context.pages()), action()]);
      return tabOf(page);
    },
    tabCount: async () => (await context.pages()).length,
    closeBrowser: () => context.close(),
  };
}

/**
 * Waits until one of the pages opens a window. In Firefox, `popup` does not report a window that a frame opens, and
 * `targetcreated` reports new frames, too. So this listens to both events.
 */
function waitForPopup(context: BrowserContext, openers: readonly Page[]): Promise<Page> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      context.off('targetcreated', takeTarget);
      openers.forEach((opener) => opener.off('popup', take));
    };
    const take = (page: Page | null) => {
      if (!page) return;
      stop();
      resolve(page);
    };
    const takeTarget = (target: Target) => {
      const findPage = async () => {
        const page = await target.page();
        return (await context.pages()).find((other) => other === page) ?? null;
      };
      void findPage().then(take, reject);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('No window was opened'));
    }, waitTimeoutMs);
    context.on('targetcreated', takeTarget);
    openers.forEach((opener) => opener.on('popup', take));
  });
}

class PuppeteerView implements View {
  readonly #find: () => Promise<Frame>;

  constructor(find: () => Promise<Frame>) {
    this.#find = find;
  }

  async press(selector: string) {
    const element = await this.findVisible(selector);
    await element.click();
  }

  async waitForVisible(selector: string) {
    await this.findVisible(selector);
  }

  async fill(selector: string, text: string) {
    const element = await this.findVisible(selector);
    await element.type(text);
  }

  async evaluate<T, A>(script: Script<T, A>, argument?: A) {
    const run = async () => {
      const frame = await this.#find();
      return (await frame.evaluate(script as (argument: unknown) => unknown, argument)) as T;
    };
    // A new page may have sent its report before the browser tells Puppeteer that the old page is gone. Then the script goes to
    // the old page, and has to run in the new one.
    return run().catch((error: Error) => {
      if (!/context was destroyed|Cannot find context/.test(error.message)) throw error;
      return run();
    });
  }

  /** Waits until an element is visible. Each try finds the frame again: a frame whose page was replaced may never answer. */
  protected async findVisible(selector: string) {
    for (let tries = 0; tries < 5; tries++) {
      const frame = await this.#find();
      const options = { visible: true, timeout: waitTimeoutMs / 5 };
      const element = await frame.waitForSelector(selector, options).catch(() => null);
      if (element) return element;
    }
    throw new Error(`No visible element matches ${selector}`);
  }
}

class PuppeteerFrame extends PuppeteerView {
  /**
   * Clicks until the element has received a click. A busy Chromium may lose a click into a frame of another process, while
   * it does not know the position of the frame's new page. It may never answer a click that removes the frame.
   */
  override async press(selector: string) {
    const element = await this.findVisible(selector);
    const listener = await element.evaluateHandle((node) => ({
      received: new Promise((resolve) => node.addEventListener('click', () => resolve(true), { once: true })),
    }));
    // An error means that the page is gone: then the element has received the click.
    const received = listener.evaluate(async (listening) => listening.received).catch(() => true);
    for (let tries = 0; tries < 5; tries++) {
      const clicked = element.click().catch(() => {});
      await Promise.race([received, clicked, delay(waitTimeoutMs / 5)]);
      if (await Promise.race([received, delay(1000)])) return;
    }
    throw new Error(`The element has not received a click: ${selector}`);
  }
}

class PuppeteerTab extends PuppeteerView implements Tab {
  readonly #page: Page;

  constructor(page: Page) {
    super(async () => page.mainFrame());
    this.#page = page;
  }

  async goto(url: string) {
    await this.#page.goto(url);
  }

  url() {
    // Puppeteer does not notice when Firefox restores a page from its memory. So this reads the address in the page.
    return this.evaluate(() => location.href);
  }

  async hover(selector: string) {
    const element = await this.findVisible(selector);
    await element.hover();
  }

  frame() {
    return new PuppeteerFrame(async () => {
      const element = await this.#page.waitForSelector('iframe:last-of-type', { timeout: waitTimeoutMs });
      const frame = await element?.contentFrame();
      if (!frame) throw new Error('No frame');
      return frame;
    });
  }

  async pressKey(key: keyof typeof keyCodes) {
    await this.#page.keyboard.press(key);
  }

  bringToFront() {
    return this.#page.bringToFront();
  }

  close() {
    return this.#page.close();
  }

  async waitForClosed() {
    if (this.#page.isClosed()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The window is still open: ${this.#page.url()}`)), waitTimeoutMs);
      this.#page.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
