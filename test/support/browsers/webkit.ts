import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'webdriver';
import { keyCodes, type Browser, waitTimeoutMs, type Person, type Script, type Tab, type View } from './person.js';
import { startWebKitDriver } from '../../../scripts/programs.mjs';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
type ElementReference = Record<typeof elementKey, string>;

/** The time within which a browser must start, in milliseconds. */
const startTimeoutMs = 20_000;

/** Launches WebKit's driver. It controls one browser at a time, so each person gets a new browser. */
export async function launchWebKit(path: string, driver: string, display: string): Promise<Browser> {
  // The package reads these variables at its import. They disable its log, and its warning about WebDriver without BiDi.
  Object.assign(process.env, { WDIO_LOG_LEVEL: 'silent', DISABLE_WEBDRIVERIO_DEPRECATION_WARNINGS: 'true' });
  const { default: WebDriver } = await import('webdriver');
  let server = await startWebKitDriver(driver, display);
  const capabilities = {
    browserName: 'MiniBrowser',
    'wdio:enforceWebDriverClassic': true,
    'webkitgtk:browserOptions': { binary: path, args: ['--automation'] },
  };
  const newSession = () =>
    WebDriver.newSession({
      hostname: '127.0.0.1',
      port: server.port,
      connectionRetryCount: 0,
      connectionRetryTimeout: startTimeoutMs,
      capabilities,
    });
  return {
    async newPerson() {
      // Sometimes the browser does not start, and its driver waits without end. Then a new driver tries it once more.
      const client = await newSession().catch(async () => {
        await server.close();
        server = await startWebKitDriver(driver, display);
        return newSession();
      });
      return newPerson(client, await client.getWindowHandle());
    },
    close: () => server.close(),
  };
}

function newPerson(client: Client, firstHandle: string): Person {
  let isFirstTab = true;
  return {
    console: undefined,
    async openTab(url) {
      const handle = isFirstTab ? firstHandle : (await client.createWindow('tab')).handle;
      isFirstTab = false;
      const tab = new WebKitTab(client, handle);
      await tab.goto(url);
      return tab;
    },
    async openPopup(action) {
      const before = await client.getWindowHandles();
      await action();
      const handle = await poll('new window', async () =>
        (await client.getWindowHandles()).find((handle) => !before.includes(handle)),
      );
      return new WebKitTab(client, handle);
    },
    tabCount: async () => (await client.getWindowHandles()).length,
    async closeBrowser() {
      await client.switchToWindow(firstHandle); // The driver does not answer while it is in a closed window.
      // The driver closes the windows one by one. It fails when one of them closes itself at that moment.
      await client.deleteSession().catch(() => client.deleteSession().catch(() => undefined));
    },
  };
}

/** Calls `read` again and again until it returns something, because WebDriver sends no events. */
async function poll<T>(description: string, read: () => Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + waitTimeoutMs;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`There was no ${description} within ${waitTimeoutMs} ms`);
    await delay(25);
  }
}

class WebKitView implements View {
  protected readonly client: Client;
  readonly #switchToView: () => Promise<void>;

  constructor(client: Client, switchToView: () => Promise<void>) {
    this.client = client;
    this.#switchToView = switchToView;
  }

  async press(selector: string) {
    const element = await this.findVisible(selector);
    await this.client.elementClick(element);
  }

  async waitForVisible(selector: string) {
    await this.findVisible(selector);
  }

  async fill(selector: string, text: string) {
    const element = await this.findVisible(selector);
    await this.client.elementSendKeys(element, text);
  }

  async evaluate<T, A>(script: Script<T, A>, argument?: A) {
    await this.#switchToView();
    return (await this.client.executeScript(`return (${script})(...arguments)`, [argument ?? null])) as T;
  }

  protected findVisible(selector: string): Promise<string> {
    return poll(`visible ${selector}`, async () => {
      // This fails while the browser leaves a page. Then the next call reads the new page.
      const element = await this.evaluate(queryVisible, selector).catch(() => null);
      return (element as unknown as ElementReference | null)?.[elementKey];
    });
  }
}

/** Returns the element when it is visible. This function runs in the page. */
function queryVisible(selector: string): Element | null {
  let root: ParentNode | null | undefined = document;
  let found: Element | null = null;
  for (const part of selector.split(' >>> ')) {
    found = root?.querySelector(part) ?? null;
    root = found?.shadowRoot;
  }
  return found && found.getClientRects().length > 0 ? found : null;
}

class WebKitTab extends WebKitView implements Tab {
  readonly #handle: string;

  constructor(client: Client, handle: string) {
    super(client, () => client.switchToWindow(handle));
    this.#handle = handle;
  }

  async goto(url: string) {
    await this.client.switchToWindow(this.#handle);
    await this.client.navigateTo(url);
  }

  async url() {
    await this.client.switchToWindow(this.#handle);
    return this.client.getUrl();
  }

  async hover(selector: string) {
    const element = await this.findVisible(selector);
    const move = { type: 'pointerMove', duration: 0, x: 0, y: 0, origin: { [elementKey]: element } };
    const parameters = { pointerType: 'mouse' };
    await this.client.performActions([{ type: 'pointer', id: 'mouse', parameters, actions: [move] }]);
  }

  frame() {
    return new WebKitView(this.client, async () => {
      await this.client.switchToWindow(this.#handle);
      await this.client.switchToFrame(null);
      const frame = await poll('frame', async () => {
        const found = (await this.client.findElement(
          'css selector',
          'iframe:last-of-type',
        )) as Partial<ElementReference>;
        return found[elementKey] ? found : undefined;
      });
      await this.client.switchToFrame(frame);
    });
  }

  async pressKey(key: keyof typeof keyCodes) {
    await this.client.switchToWindow(this.#handle);
    const value = keyCodes[key];
    const actions = [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
    await this.client.performActions([{ type: 'key', id: 'keyboard', actions }]);
  }

  /** Switches the driver to this window. It sends clicks and keys there, whichever window is in front. */
  async bringToFront() {
    await this.client.switchToWindow(this.#handle);
  }

  async close() {
    await this.client.switchToWindow(this.#handle);
    await this.client.closeWindow();
  }

  async waitForClosed() {
    await poll('closed window', async () => !(await this.client.getWindowHandles()).includes(this.#handle));
  }
}
