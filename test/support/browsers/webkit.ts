import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'webdriver';
import { type Browser, patience, type Person, type Script, type Tab, type View } from './person.js';
import { startWebKitDriver } from '../../../scripts/programs.mjs';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
type ElementReference = Record<typeof elementKey, string>;

/** Milliseconds until a browser that does not come up is given up. */
const startTimeout = 20_000;

/** WebKit's driver has one browser at a time: each person gets a new one. */
export async function launchWebKit(path: string, driver: string, display: string): Promise<Browser> {
  // Read when it is imported: what it says of itself, and of WebDriver as it was before BiDi, is no news.
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
      connectionRetryTimeout: startTimeout,
      capabilities,
    });
  return {
    async newPerson() {
      // Once in a while the browser does not come up, and its driver waits for it for ever.
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

function newPerson(client: Client, first: string): Person {
  let isFresh = true;
  return {
    console: undefined,
    async openTab(url) {
      const handle = isFresh ? first : (await client.createWindow('tab')).handle;
      isFresh = false;
      const tab = new WebKitTab(client, handle);
      await tab.goto(url);
      return tab;
    },
    async popup(act) {
      const before = await client.getWindowHandles();
      await act();
      const handle = await until('a new window', async () =>
        (await client.getWindowHandles()).find((handle) => !before.includes(handle)),
      );
      return new WebKitTab(client, handle);
    },
    tabCount: async () => (await client.getWindowHandles()).length,
    async leave() {
      await client.switchToWindow(first); // The driver does not answer from a window that is closed.
      // It closes the windows one by one, and gives up at one that was just about to close itself.
      await client.deleteSession().catch(() => client.deleteSession().catch(() => undefined));
    },
  };
}

/** WebDriver tells nothing by itself: what is waited for has to be asked for. */
async function until<T>(what: string, ask: () => Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await delay(25);
  }
}

class WebKitView implements View {
  protected readonly client: Client;
  readonly #enter: () => Promise<void>;

  constructor(client: Client, enter: () => Promise<void>) {
    this.client = client;
    this.#enter = enter;
  }

  async press(selector: string) {
    const element = await this.#visible(selector);
    await this.client.elementClick(element);
  }

  async see(selector: string) {
    await this.#visible(selector);
  }

  async fill(selector: string, text: string) {
    const element = await this.#visible(selector);
    await this.client.elementSendKeys(element, text);
  }

  async evaluate<T, A>(script: Script<T, A>, argument?: A) {
    await this.#enter();
    return (await this.client.executeScript(`return (${script})(...arguments)`, [argument ?? null])) as T;
  }

  #visible(selector: string): Promise<string> {
    return until(selector, async () => {
      // A page may be on its way out: then it is asked for again.
      const element = await this.evaluate(findVisible, selector).catch(() => null);
      return (element as unknown as ElementReference | null)?.[elementKey];
    });
  }
}

/** Runs in the page. */
function findVisible(selector: string): Element | null {
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

  frame() {
    return new WebKitView(this.client, async () => {
      await this.client.switchToWindow(this.#handle);
      await this.client.switchToFrame(null);
      const frame = await until('a frame', async () => {
        const found = (await this.client.findElement(
          'css selector',
          'iframe:last-of-type',
        )) as Partial<ElementReference>;
        return found[elementKey] ? found : undefined;
      });
      await this.client.switchToFrame(frame);
    });
  }

  /** The driver sends what a person does to the window it is in, whichever is in front. */
  async bringToFront() {
    await this.client.switchToWindow(this.#handle);
  }

  async close() {
    await this.client.switchToWindow(this.#handle);
    await this.client.closeWindow();
  }

  async closed() {
    await until('a window to close', async () => !(await this.client.getWindowHandles()).includes(this.#handle));
  }
}
