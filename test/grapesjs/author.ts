import type { Locator, Page } from 'playwright-core';

/** A person who makes a page in GrapesJS, and uses only what the editor shows. */
export class Author {
  readonly #page: Page;
  readonly canvas;
  readonly element;

  constructor(page: Page) {
    this.#page = page;
    this.canvas = page.frameLocator('iframe.gjs-frame');
    this.element = this.canvas.locator('junction-connect');
  }

  async openEditor(address: string): Promise<void> {
    await this.#page.goto(address);
    await this.canvas.locator('[data-gjs-type=wrapper]').waitFor();
  }

  async dragBlock(): Promise<void> {
    const { mouse } = this.#page;
    await this.#page.getByTitle('Open Blocks').click();
    await this.#page.getByTitle('Junction Connect').hover();
    await mouse.down();
    const { x, y } = (await this.#page.locator('iframe.gjs-frame').boundingBox())!;
    // While the mouse moves, the editor looks for a position for the block, and shows a placeholder there.
    const placeholder = this.#page.locator('.gjs-placeholder:visible');
    for (let moves = 0; moves < 50 && (await placeholder.count()) === 0; moves++) {
      await mouse.move(x + 300, y + 60 + (moves % 10));
    }
    await mouse.up();
    await this.canvas.locator('junction-connect.gjs-selected').waitFor();
  }

  /** Selects the element by a click in the canvas, and opens its traits. */
  async select(): Promise<void> {
    await this.element.click();
    await this.canvas.locator('junction-connect.gjs-selected').waitFor();
    await this.openTraits();
  }

  async openTraits(): Promise<void> {
    await this.#page.getByTitle('Settings', { exact: true }).click();
    await this.#trait('token-endpoint').waitFor();
  }

  /** Sets a trait, and waits until the editor has saved it. Otherwise an earlier save could arrive after a later one. */
  async setTrait(name: string, value: string | boolean): Promise<void> {
    const saved = this.#page.waitForResponse((response) => response.request().method() === 'POST');
    await this.#change(name, value);
    await saved;
  }

  /** Changes the field of a trait. The editor shows only the label of a checkbox, so the label is clicked. */
  async #change(name: string, value: string | boolean): Promise<void> {
    const field = this.field(name);
    if (typeof value === 'boolean') return this.#trait(name).locator('label').setChecked(value);
    if (await field.evaluate((node) => node.localName === 'select')) return void (await field.selectOption(value));
    await field.fill(value);
    await field.blur();
  }

  field = (name: string): Locator => this.#trait(name).locator('input, select');

  /** Returns the values of traits. The value of a checkbox is true when it is checked. */
  async readTraits(...names: string[]): Promise<(string | boolean)[]> {
    const read = (node: Node) => {
      const field = node as HTMLInputElement;
      return field.type === 'checkbox' ? field.checked : field.value;
    };
    return Promise.all(names.map((name) => this.field(name).evaluate(read)));
  }

  /** Returns the tooltip of a trait. */
  titleOf = (name: string) => this.#trait(name).getAttribute('title');

  #trait = (name: string): Locator => this.#page.locator(`.gjs-trt-trait__wrp-${name}`);
}
