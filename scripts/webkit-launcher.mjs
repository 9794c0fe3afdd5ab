/** Runs the browser tests in WebKit: starts its WebDriver server, on a screen that nobody sees, and ends it again. */
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { WebdriverLauncher } from '@web/test-runner-webdriver';
import { startScreen, startWebKitDriver } from './programs.mjs';

/** Milliseconds until a driver that does not end is given up. */
const patience = 10_000;

class WebKitLauncher extends WebdriverLauncher {
  /** One test page at a time, as the whole page: in a frame neither input nor navigation is a person's. */
  concurrency = 1;
  #engine;
  #programs = [];

  /** @param {import('./browsers.mjs').Engine} engine */
  constructor(engine) {
    super({
      hostname: '127.0.0.1',
      logLevel: 'silent',
      connectionRetryCount: 0,
      connectionRetryTimeout: 30_000,
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: engine.path, args: ['--automation'] },
      },
    });
    this.#engine = engine;
  }

  async initialize(config) {
    await super.initialize({ ...config, concurrency: 1 });
    this.name = 'WebKit';
  }

  async createDriverManager() {
    const { xvfb, driver } = this.#engine;
    const screen = xvfb && (await startScreen(xvfb));
    if (screen) this.#programs.push(screen);
    const server = await startWebKitDriver(driver, screen ? screen.display : process.env.DISPLAY);
    this.#programs.push(server);
    this.options.port = server.port;
    return super.createDriverManager();
  }

  /** The inherited one does not wait for the navigation: its failure would take the whole run down. */
  async startSession(id, url) {
    await this.ensureManagerInitialized();
    await this.#orRestart(this.driverManager.startSession(id, url));
  }

  async stopSession(id) {
    return this.#orRestart(super.stopSession(id));
  }

  /** A browser that crashed or hangs fails the test file at hand; the next one gets a new browser. */
  async #orRestart(command) {
    try {
      return await command;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop() {
    // A driver that was killed, or a page that hangs, never answers.
    await Promise.race([super.stop(), delay(patience, undefined, { ref: false })]);
    await Promise.all(this.#programs.splice(0).map((program) => program.close()));
    this.driver = this.driverManager = undefined;
  }
}

/** @param {import('./browsers.mjs').Engine} engine */
export const webkitLauncher = (engine) => new WebKitLauncher(engine);
