/** Runs the browser tests in WebKit: starts its WebDriver server, on a screen that nobody sees, and ends it again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { WebdriverLauncher } from '@web/test-runner-webdriver';
import { endGroup, endOnExit } from './process-group.mjs';

/** Milliseconds until a program that does not start, or does not end, is given up. */
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
    const display = this.#engine.xvfb ? await this.#startScreen(this.#engine.xvfb) : process.env.DISPLAY;
    await this.#startServer(this.#engine.driver, display);
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
    await Promise.all(this.#programs.splice(0).map(endGroup));
    this.driver = this.driverManager = undefined;
  }

  /** @returns {Promise<string>} its name: Xvfb picks a free one, and tells it when it is ready. */
  async #startScreen(xvfb) {
    const screen = this.#start(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const [answer] = await Promise.race([once(screen.stdio[3], 'data'), failure(screen)]);
    return `:${String(answer).trim()}`;
  }

  async #startServer(program, display) {
    const port = (this.options.port = await freePort());
    const server = this.#start(program, [`--port=${port}`], {
      stdio: 'ignore',
      // NO_AT_BRIDGE: there may be no desktop to tell what is on the screen.
      env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
    });
    await Promise.race([answers(`http://127.0.0.1:${port}/status`), failure(server)]);
  }

  /** The browser that WebDriver starts is of its process group, and ends with it. */
  #start(program, args, options) {
    const child = endOnExit(spawn(program, args, { ...options, detached: true }));
    this.#programs.push(child);
    return child;
  }
}

/** Rejects when a program ends or does not get ready. */
async function failure(program) {
  await Promise.race([once(program, 'exit'), delay(patience, undefined, { ref: false })]);
  throw new Error(`${program.spawnfile} did not start`);
}

/** WebKitWebDriver does not tell when it listens. */
async function answers(url) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await delay(50);
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** @param {import('./browsers.mjs').Engine} engine */
export const webkitLauncher = (engine) => new WebKitLauncher(engine);
