/** Runs the browser tests in WebKit. It starts WebKit's WebDriver server, in Xvfb if that is installed, and ends both. */
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { WebdriverLauncher } from '@web/test-runner-webdriver';
import { startScreen, startWebKitDriver } from './programs.mjs';

/** How long the launcher waits for the driver to stop, in milliseconds. After that it ends the processes. */
const stopTimeoutMs = 10_000;

class WebKitLauncher extends WebdriverLauncher {
  /** One test page at a time. With more, the test runner puts each in a frame, where input and navigation differ. */
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

  /**
   * Starts a test page, and waits for its navigation. The inherited method does not wait, so a failed navigation would end
   * the whole run.
   */
  async startSession(id, url) {
    await this.ensureManagerInitialized();
    await this.#stopOnFailure(this.driverManager.startSession(id, url));
  }

  async stopSession(id) {
    return this.#stopOnFailure(super.stopSession(id));
  }

  /** Stops the browser when a command fails: it may have crashed or may hang. The next test file gets a new browser. */
  async #stopOnFailure(command) {
    try {
      return await command;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop() {
    // The driver never answers if it was killed, or if a page hangs.
    await Promise.race([super.stop(), delay(stopTimeoutMs, undefined, { ref: false })]);
    await Promise.all(this.#programs.splice(0).map((program) => program.close()));
    this.driver = this.driverManager = undefined;
  }
}

/** @param {import('./browsers.mjs').Engine} engine */
export const webkitLauncher = (engine) => new WebKitLauncher(engine);
