import assert from 'node:assert/strict';
import type { BrowserContext, BrowserContextOptions, ConsoleMessage, Locator, Page } from 'playwright-core';
import { type Chromium, connectToSite } from './chromium.js';
import type { Site } from './site.js';

/** Markup of the script and of a button. */
export const script = (attributes = 'defer') => `<script src="/standalone.js" ${attributes}></script>`;
export const button = (attributes = 'token-endpoint="/api/link-token"') =>
  `<junction-connect ${attributes}>Connect a device</junction-connect>`;

/** The words that a section of the document quotes from the console: the first column of its table. */
export function quotedWords(section: string): string[] {
  const [, table = ''] = section.split(/^\| words in the console.*\n.*\n/m);
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, words]) => words!);
}

/** One run of a symptom: a person with a browser, and the console of this browser. */
export class SymptomRun {
  /** The words that the console has had, of those that the section quotes. */
  readonly seenWords = new Set<string>();
  readonly site: Site;
  /** All lines of the package in the consoles of the run. */
  readonly lines: string[] = [];
  readonly #chromium: Chromium;
  readonly #contexts: BrowserContext[] = [];
  #page!: Page;

  constructor(site: Site, chromium: Chromium) {
    this.site = site;
    this.#chromium = chromium;
  }

  /** The page that was opened last. */
  get page(): Page {
    return this.#page;
  }

  /** Opens a page with this markup in a new browser. */
  async open(body: string, headers?: Record<string, string>, options?: BrowserContextOptions): Promise<Page> {
    return this.visit(this.site.addPage(body, headers), options);
  }

  async visit(url: string, options?: BrowserContextOptions): Promise<Page> {
    const context = await this.#chromium.newContext(options);
    this.#contexts.push(context);
    context.on('console', (message) => {
      if (isOurs(message)) this.lines.push(message.text());
    });
    await connectToSite(context, this.site);
    this.#page = await context.newPage();
    await this.#page.goto(url);
    return this.#page;
  }

  /** Opens a page with a button, and presses it. */
  async press(attributes?: string, more = '', headers?: Record<string, string>): Promise<Page> {
    const page = await this.open(script() + button(attributes) + more, headers);
    await this.button.click();
    return page;
  }

  get button(): Locator {
    return this.#page.locator('junction-connect').getByRole('button');
  }

  /** Waits until the person sees a text in the page. */
  see(text: string): Promise<void> {
    return this.#page.getByText(text).first().waitFor();
  }

  /** Waits until the console has a line with these words. */
  async read(words: string): Promise<void> {
    const hasWords = (line: string) => line.includes(words);
    if (!this.lines.some(hasWords)) {
      const context = this.#contexts.at(-1)!;
      await context
        .waitForEvent('console', (message) => isOurs(message) && hasWords(message.text()))
        .catch(() => assert.fail(`No line has "${words}". The lines are: ${this.lines.join('\n')}`));
    }
    this.seenWords.add(words);
  }
}

const isOurs = (message: ConsoleMessage) => message.text().startsWith('junction-connect');
