import { setTimeout as delay } from 'node:timers/promises';
import {
  type Browser as PuppeteerBrowser,
  type BrowserContext,
  type Frame,
  launch,
  type LaunchOptions,
  type Page,
  type Target,
  TargetType,
} from 'puppeteer-core';
import { type Browser, patience, type Person, type Script, type Tab, type View } from './person.js';
import { endOnExit } from '../../../scripts/programs.mjs';

/** Chromium with a screen: without one, each of its pages always has the focus. */
export const launchChromium = (executablePath: string, display: string | undefined): Promise<Browser> =>
  launchBrowser({
    executablePath,
    headless: false,
    ...(process.env.TEST_VISIBLE && { slowMo: 300 }),
    args: ['--no-sandbox'], // Root, as in most containers, has no sandbox.
    // Puppeteer would switch it off; here a window that nobody asked for has to stay away.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    ...(display && { env: { ...process.env, DISPLAY: display } }),
  });

export const launchFirefox = (executablePath: string): Promise<Browser> =>
  launchBrowser({
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: { 'dom.disable_open_during_load': true }, // Blocks popups, as it does for people.
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
    async popup(act) {
      const [page] = await Promise.all([nextWindow(context), act()]);
      return tabOf(page);
    },
    tabCount: async () => (await context.pages()).length,
    leave: () => context.close(),
  };
}

function nextWindow(context: BrowserContext): Promise<Page> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      context.off('targetcreated', take);
    };
    const take = (target: Target) => {
      if (target.type() !== TargetType.PAGE) return;
      stop();
      target.page().then((page) => (page ? resolve(page) : reject(new Error('A window without a page'))), reject);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('No window was opened'));
    }, patience);
    context.on('targetcreated', take);
  });
}

class PuppeteerView implements View {
  readonly #find: () => Promise<Frame>;

  constructor(find: () => Promise<Frame>) {
    this.#find = find;
  }

  async press(selector: string) {
    const element = await this.visible(selector);
    await element.click();
  }

  async see(selector: string) {
    await this.visible(selector);
  }

  async fill(selector: string, text: string) {
    const element = await this.visible(selector);
    await element.type(text);
  }

  async evaluate<T, A>(script: Script<T, A>, argument?: A) {
    const frame = await this.#find();
    return (await frame.evaluate(script as (argument: unknown) => unknown, argument)) as T;
  }

  /** Looks for the frame anew each time: one whose page has been replaced may never answer. */
  protected async visible(selector: string) {
    for (let tries = 0; tries < 5; tries++) {
      const frame = await this.#find();
      const options = { visible: true, timeout: patience / 5 };
      const element = await frame.waitForSelector(selector, options).catch(() => null);
      if (element) return element;
    }
    throw new Error(`No ${selector}`);
  }
}

class PuppeteerFrame extends PuppeteerView {
  /**
   * Presses until it is felt: a busy Chromium loses a press into a frame of another process while it does not know yet
   * where the frame's new page stands. And it may never answer one by which the frame goes.
   */
  override async press(selector: string) {
    const element = await this.visible(selector);
    const listener = await element.evaluateHandle((node) => ({
      felt: new Promise((resolve) => node.addEventListener('click', () => resolve(true), { once: true })),
    }));
    // A page that has gone has felt it.
    const felt = listener.evaluate(async (listening) => listening.felt).catch(() => true);
    for (let tries = 0; tries < 5; tries++) {
      const pressed = element.click().catch(() => {});
      await Promise.race([felt, pressed, delay(patience / 5)]);
      if (await Promise.race([felt, delay(1000)])) return;
    }
    throw new Error(`Not to be pressed: ${selector}`);
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
    return this.evaluate(() => location.href); // Puppeteer does not hear of a page that comes out of Firefox's memory.
  }

  frame() {
    return new PuppeteerFrame(async () => {
      const element = await this.#page.waitForSelector('iframe:last-of-type', { timeout: patience });
      const frame = await element?.contentFrame();
      if (!frame) throw new Error('No frame');
      return frame;
    });
  }

  bringToFront() {
    return this.#page.bringToFront();
  }

  close() {
    return this.#page.close();
  }

  async closed() {
    if (this.#page.isClosed()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Still open: ${this.#page.url()}`)), patience);
      this.#page.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
